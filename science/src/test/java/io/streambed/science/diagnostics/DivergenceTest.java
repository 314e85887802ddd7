package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Draws;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  @Test
  void divergenceOfGaussiansOfOneDimensionByHand() {
    // ½ (4 + 9 - 1 - log 4) for N(3, 4) from N(0, 1).
    double expected = 0.5 * (4 + 9 - 1 - Math.log(4));
    assertEquals(
        expected,
        GaussianDivergence.between(
            new double[] {3}, new double[] {4}, new double[] {0}, new double[] {1}),
        1e-12);
  }

  @Test
  void divergenceOfCorrelatedGaussiansIsTheLossOfTheCorrelation() {
    double[] zero = {0, 0};
    // Mutual information of correlation 0.6: -½ log(1 - 0.36).
    assertEquals(
        -0.5 * Math.log(0.64),
        GaussianDivergence.between(
            zero, new double[] {1, 0.6, 0.6, 1}, zero, new double[] {1, 0, 0, 1}),
        1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            GaussianDivergence.between(
                zero, new double[] {1, 2, 2, 1}, zero, new double[] {1, 0, 0, 1}));
  }

  /**
   * 2 S KL is chi-squared with P (P + 3) / 2 = 9 degrees of freedom: bound 41, false alarm 5e-6.
   */
  @Test
  void exactDrawsDivergeByTheirOwnNoiseOnly() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(6L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] values = new double[3 * 5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 + 0.1 * normal.sample();
    }
    double kl =
        GaussianDivergence.of(
            Draws.of(3, values),
            new double[] {2, 2, 2},
            new double[] {0.01, 0, 0, 0, 0.01, 0, 0, 0, 0.01});
    assertEquals(0, kl, 41 / (2 * 5000.0));
  }

  @Test
  void comparisonWithAReferenceIsInItsDeviations() {
    Draws reference = Draws.of(1, new double[] {-1, 1});
    Draws draws = Draws.of(1, new double[] {0, 1}, new double[] {1, 1});
    assertEquals(
        List.of(new ReferenceComparison(0.5, 0.5)), ReferenceComparison.of(draws, reference));
  }

  @Test
  void forwardDivergenceIsZeroForTheExactRatioUpToAConstant() {
    double[] exact = {1, 2, 3};
    double[] scores = {11, 12, 13};
    assertEquals(0, ForwardDivergence.of(exact, scores, 10), 1e-12);
    assertEquals(0.5, ForwardDivergence.of(exact, new double[] {11, 12, 11.5}, 10), 1e-12);
    assertThrows(
        IllegalArgumentException.class, () -> ForwardDivergence.of(exact, new double[] {1}, 0));
  }

  @Test
  void quadratureGivesTheLogIntegralOfAShiftedGaussian() {
    double log =
        ForwardDivergence.logIntegral(
            (a, b) -> -0.5 * (a * a + (b - 1) * (b - 1) / 0.01) - 2000, -8, 8, 0, 2, 400);
    assertEquals(-2000 + Math.log(2 * Math.PI * 0.1), log, 1e-9);
  }
}
