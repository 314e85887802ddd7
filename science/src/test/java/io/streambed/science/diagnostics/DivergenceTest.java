package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Draws;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class DivergenceTest {

  @Test
  void comparisonWithAReferenceIsInItsDeviations() {
    Draws reference = Draws.of(1, new double[] {-1, 1});
    Draws draws = Draws.of(1, new double[] {0, 1}, new double[] {1, 1});
    assertEquals(
        List.of(new ReferenceComparison(0.5, 0.5)), ReferenceComparison.of(draws, reference));
  }

  @Test
  void forwardDivergenceIsZeroForTheExactScoreUpToAConstant() {
    double[] reference = {1, 2, 3};
    double[] prior = {-1, 0, 2, 3};
    assertEquals(
        0,
        ForwardDivergence.of(
            reference, new double[] {11, 12, 13}, prior, new double[] {9, 10, 12, 13}),
        1e-12);
    // A score that is flat on the prior's draws has log Z = 0, whatever its mean at the reference.
    double logExact = Math.log((Math.exp(-1) + 1 + Math.exp(2) + Math.exp(3)) / 4);
    assertEquals(
        2 - logExact - 0.5,
        ForwardDivergence.of(reference, new double[] {0.5, 0.5, 0.5}, prior, new double[4]),
        1e-12);
  }

  @Test
  void forwardDivergenceWantsTheSameDrawsOnBothSides() {
    double[] two = {1, 2};
    assertThrows(
        IllegalArgumentException.class,
        () -> ForwardDivergence.of(two, new double[] {1}, two, two));
    double[] impossible = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertThrows(
        IllegalArgumentException.class, () -> ForwardDivergence.of(two, two, impossible, two));
  }

  /**
   * Prior N(0, 1), y | φ ~ N(φ, 1) at y = 1: posterior N(1/2, 1/2). Learnt with noise variance 2:
   * N(1/3, 2/3), KL = ½ (3/4 + (1/6)² 3/2 - 1 + log 4/3) = 0.0397. The bound is four deviations of
   * the estimate, found by repeating it: false alarm 1e-4.
   */
  @Test
  void aScoreThatIsTooFlatDivergesAsTheClosedFormSays() {
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(6L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] reference = new double[20_000];
    Arrays.setAll(reference, s -> 0.5 + Math.sqrt(0.5) * normal.sample());
    double[] prior = new double[100_000];
    Arrays.setAll(prior, s -> normal.sample());
    double kl =
        ForwardDivergence.of(
            scores(reference, 1), scores(reference, 2), scores(prior, 1), scores(prior, 2));
    double exact = 0.5 * (0.75 + 1.5 / 36 - 1 + Math.log(4.0 / 3));
    assertEquals(exact, kl, 0.012);
  }

  private static double[] scores(double[] phi, double noise) {
    return Arrays.stream(phi).map(x -> -0.5 * (1 - x) * (1 - x) / noise).toArray();
  }
}
