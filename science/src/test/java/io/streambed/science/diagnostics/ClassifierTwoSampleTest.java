package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Draws;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class ClassifierTwoSampleTest {

  /** Correlated Gaussian draws, their first coordinate moved by {@code shift} of its deviations. */
  private static Draws gaussian(int size, double shift, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[2 * size];
    for (int s = 0; s < size; s++) {
      double first = normal.sample() + shift;
      values[2 * s] = 100 + 5 * first;
      values[2 * s + 1] = 0.01 * normal.sample();
    }
    return Draws.of(2, values);
  }

  /** Deviation of an accuracy on 2 x 600 draws 0.0144; bound of 4: false alarm 1e-4. */
  @Test
  void drawsOfOneDistributionCannotBeToldApart() {
    double accuracy =
        ClassifierTwoSample.accuracy(gaussian(600, 0, 1), gaussian(600, 0, 2), 7, Runnable::run);
    assertEquals(0.5, accuracy, 0.058);
  }

  /**
   * No classifier beats Φ(1) = 0.841 on average; deviation 0.0106, bound of 4, and 0.02 lost by the
   * small network.
   */
  @Test
  void shiftedGaussiansAreToldApartAtTheBayesRate() {
    double best = NormalDistribution.of(0, 1).cumulativeProbability(1);
    double accuracy =
        ClassifierTwoSample.accuracy(gaussian(600, 0, 3), gaussian(600, 2, 4), 7, Runnable::run);
    assertEquals(best - 0.01, accuracy, 0.053);
  }

  @Test
  void theFigureDependsOnTheSeedAndNotOnTheExecutor() {
    Draws a = gaussian(203, 0, 5);
    Draws b = gaussian(203, 0.5, 6);
    double alone = ClassifierTwoSample.accuracy(a, b, 9, Runnable::run);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertEquals(alone, ClassifierTwoSample.accuracy(a, b, 9, executor));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    Draws a = gaussian(50, 0, 5);
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassifierTwoSample.accuracy(a, gaussian(49, 0, 6), 1, Runnable::run));
    double[] weights = new double[50];
    Arrays.fill(weights, 1);
    weights[3] = 2;
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassifierTwoSample.accuracy(a, Draws.of(2, a.toArray(), weights), 1, Runnable::run));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassifierTwoSample.accuracy(Draws.of(2, new double[100]), a, 1, Runnable::run));
  }
}
