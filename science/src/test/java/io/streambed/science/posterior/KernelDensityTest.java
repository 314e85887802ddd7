package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class KernelDensityTest {
  /** Scott's factor of two points in one dimension is 2^(-1/5). */
  private static final double UNDO_SCOTT = Math.pow(2, 0.2);

  private static double density(KernelDensity density, double... u) {
    return Math.exp(density.logDensity(u, 0));
  }

  /** Points -1 and 1 have variance 1; with h = 1 the density at 0 is that of N(0; 1, 1). */
  @Test
  void twoPointsAreAsByHand() {
    KernelDensity two = KernelDensity.of(new double[] {-1, 1}, new double[2], UNDO_SCOTT);
    assertEquals(2, two.effectiveSize(), 1e-12);
    assertEquals(0.24197072, density(two, 0), 1e-7);
    assertEquals(0.5 * (0.39894228 + 0.05399097), density(two, 1), 1e-7);
  }

  /** Weights 3/4 and 1/4: variance 3/4, effective size 1.6, h² = 1.6^(-2/5). */
  @Test
  void weightsCountInCovarianceAndRule() {
    double[] logWeights = {Math.log(3) + 700, 700};
    KernelDensity weighted = KernelDensity.of(new double[] {-1, 1}, logWeights, 1);
    assertEquals(1.6, weighted.effectiveSize(), 1e-9);
    double variance = 0.75 * Math.pow(1.6, -0.4);
    double expected = Math.exp(-0.5 / variance) / Math.sqrt(2 * Math.PI * variance);
    assertEquals(expected, density(weighted, 0), 1e-6);
  }

  /** Where all points are one, a density is as narrow as arithmetic allows, and finite. */
  @Test
  void pointsWithoutSpreadGiveAFiniteDensity() {
    KernelDensity one = KernelDensity.of(new double[] {2, 3, 2, 3}, new double[2], 1);
    assertTrue(Double.isFinite(one.logDensity(new double[] {2, 3}, 0)));
    assertArrayEquals(new double[] {2, 3}, one.draw(1, RandomSource.PHILOX_4X64.create(1L)), 1e-6);
  }

  /**
   * Variance of the draws is that of points and kernel, 1 + 1. 20,000 draws: bounds of 5 deviations
   * (0.01 of the mean, 0.017 of the variance), false alarm 1e-6.
   */
  @Test
  void drawsHaveTheMomentsOfTheDensity() {
    KernelDensity two = KernelDensity.of(new double[] {-1, 1}, new double[2], UNDO_SCOTT);
    double[] draws = two.draw(20_000, RandomSource.PHILOX_4X64.create(7L));
    double sum = 0;
    double squares = 0;
    for (double u : draws) {
      sum += u;
      squares += u * u;
    }
    assertEquals(0, sum / 20_000, 0.05);
    assertEquals(2, squares / 20_000, 0.085);
  }
}
