package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class BoostedTwoSampleTest {

  private static Draws gaussian(int size, double shift, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[2 * size];
    for (int s = 0; s < size; s++) {
      values[2 * s] = normal.sample() + shift;
      values[2 * s + 1] = normal.sample();
    }
    return Draws.of(2, values);
  }

  /** Uniform on 0..1, the second half of each of ten cells kept only with a chance of 1/2. */
  private static Draws comb(int size, long seed) {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
    double[] values = new double[size];
    for (int s = 0; s < size; ) {
      double x = random.nextDouble();
      if (10 * x % 1 < 0.5 || random.nextBoolean()) {
        values[s++] = x;
      }
    }
    return Draws.of(1, values);
  }

  /** Deviation of an accuracy on 2 x 5,000 draws 0.005; bound of 4: false alarm 1e-4. */
  @Test
  void drawsOfOneDistributionCannotBeToldApart() {
    double accuracy =
        BoostedTwoSample.accuracy(gaussian(5000, 0, 1), gaussian(5000, 0, 2), 7, Runnable::run);
    assertEquals(0.5, accuracy, 0.02);
  }

  /** Φ(δ / 2), of which trees lose up to 0.025 to their overfit. */
  @Test
  void shiftedCopiesScoreNearlyTheBayesRate() {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    for (double shift : new double[] {1, 3}) {
      double best = standard.cumulativeProbability(shift / 2);
      double accuracy =
          BoostedTwoSample.accuracy(
              gaussian(5000, 0, 3), gaussian(5000, shift, 4), 7, Runnable::run);
      assertTrue(accuracy < best + 0.02 && accuracy > best - 0.045, shift + ": " + accuracy);
    }
  }

  /**
   * Densities 4/3 and 2/3 against 1: Bayes' accuracy is 1/2 + 1/12 = 0.583. The small perceptron
   * does not see the teeth.
   */
  @Test
  void fineStructureThatEscapesThePerceptronIsFound() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(9L);
    Draws even = Draws.of(1, random.doubles(5000).toArray());
    Draws comb = comb(5000, 10);
    assertEquals(0.583, BoostedTwoSample.accuracy(even, comb, 7, Runnable::run), 0.03);
    assertTrue(ClassifierTwoSample.accuracy(even, comb, 7, Runnable::run) < 0.54);
  }

  @Test
  void theFigureDependsOnTheSeedAndNotOnTheExecutor() {
    Draws a = gaussian(203, 0, 5);
    Draws b = gaussian(203, 0.5, 6);
    double alone = BoostedTwoSample.accuracy(a, b, 9, Runnable::run);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertEquals(alone, BoostedTwoSample.accuracy(a, b, 9, executor));
    } finally {
      executor.shutdownNow();
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> BoostedTwoSample.accuracy(a, gaussian(202, 0, 6), 1, Runnable::run));
  }
}
