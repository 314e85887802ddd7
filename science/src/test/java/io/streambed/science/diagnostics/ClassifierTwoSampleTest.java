package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /**
   * 20,000 rows: deviation of an accuracy 0.0035, that of a median of three somewhat less; 0.01 has
   * a false alarm of 0.4 % at a new seed.
   */
  @Test
  void twoHalvesOfOneReferenceScoreOneHalf() {
    Draws reference = gaussian(20_000, 0, 21);
    double[] rows = reference.toArray();
    Draws first = Draws.of(2, Arrays.copyOf(rows, rows.length / 2));
    Draws second = Draws.of(2, Arrays.copyOfRange(rows, rows.length / 2, rows.length));
    assertEquals(0.5, ClassifierTwoSample.median(first, second, 3, 1, Runnable::run), 0.01);
  }

  /** Φ(δ / 2) for shifts of 0.5, 1 and 3 deviations: 0.5987, 0.6915, 0.9332; 4 deviations 0.022. */
  @Test
  void shiftedCopiesScoreTheBayesRateOfTheirShift() {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    for (double shift : new double[] {0.5, 1, 3}) {
      double accuracy =
          ClassifierTwoSample.accuracy(
              gaussian(4000, 0, 22), gaussian(4000, shift, 23), 5, Runnable::run);
      assertEquals(standard.cumulativeProbability(shift / 2), accuracy, 0.022, "shift " + shift);
    }
  }

  @Test
  void theMedianIsThatOfItsSeeds() {
    Draws a = gaussian(500, 0, 5);
    Draws b = gaussian(500, 1, 6);
    double[] single = new double[3];
    for (int k = 0; k < 3; k++) {
      single[k] = ClassifierTwoSample.accuracy(a, b, 40 + k, Runnable::run);
    }
    Arrays.sort(single);
    assertEquals(single[1], ClassifierTwoSample.median(a, b, 3, 40, Runnable::run));
    assertTrue(single[0] < single[2], "the seeds make no difference");
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassifierTwoSample.median(a, b, 0, 40, Runnable::run));
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
