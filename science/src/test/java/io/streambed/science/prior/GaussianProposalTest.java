package io.streambed.science.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class GaussianProposalTest {
  private static final double[] MEAN = {1, -2};
  private static final double[] COVARIANCE = {4, 1.2, 1.2, 1};
  private static final Prior PLANE =
      Prior.of(
          new ParameterSpace(List.of("a", "b"), List.of("1", "1")),
          List.of(new Normal(0, 1), new Normal(0, 1)));

  @Test
  void theDensityIsTheGaussianOverTheMassInside() {
    GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, 0.5);
    // det = 4 - 1.44 = 2.56, so half its log is log 1.6.
    double atMean = -Math.log(2 * Math.PI) - Math.log(1.6) - Math.log(0.5);
    assertEquals(atMean, proposal.logDensityUnbounded(PLANE, MEAN), 1e-12);
    // (2, 0) from the mean: d² = 4 * 1 / 2.56 = 1.5625, outside the median of chi-squared, 2 log 2.
    assertEquals(
        Double.NEGATIVE_INFINITY, proposal.logDensityUnbounded(PLANE, new double[] {3, -2}));
    GaussianProposal wide = GaussianProposal.of(1, MEAN, COVARIANCE, 0.999);
    double expected = -Math.log(2 * Math.PI) - Math.log(1.6) - Math.log(0.999) - 1.5625 / 2;
    assertEquals(expected, wide.logDensityUnbounded(PLANE, new double[] {3, -2}), 1e-12);
  }

  @Test
  void theCutIsTheEllipsoidOfTheChiSquaredQuantile() {
    GaussianProposal proposal =
        GaussianProposal.of(1, new double[] {0, 0}, new double[] {1, 0, 0, 1}, 0.999);
    double radius = Math.sqrt(-2 * Math.log(0.001)); // two degrees of freedom: exponential
    assertTrue(proposal.contains(new double[] {radius * 0.9999, 0}));
    assertFalse(proposal.contains(new double[] {0, radius * 1.0001}));
    assertFalse(proposal.contains(new double[] {Double.NaN, 0}));
  }

  @Test
  void withoutACutAllIsInside() {
    GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, 1);
    assertTrue(proposal.contains(new double[] {1e6, 0}));
  }

  /** False alarm with probability 1e-6 a case, had the seed been random. */
  @Test
  void squaredDistancesOfDrawsFollowTheTruncatedChiSquared() {
    for (double mass : new double[] {1, 0.999, 0.3, 1e-3}) {
      GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, mass);
      double atMean = proposal.logDensityUnbounded(PLANE, MEAN);
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(11L);
      double[] distances = new double[5000];
      for (int i = 0; i < distances.length; i++) {
        double[] u = PLANE.toUnbounded(proposal.sample(PLANE, random));
        assertTrue(proposal.contains(u));
        distances[i] = 2 * (atMean - proposal.logDensityUnbounded(PLANE, u));
      }
      ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(2);
      double p =
          KolmogorovSmirnovTest.withDefaults()
              .test(distances, d -> Math.min(1, chiSquared.cumulativeProbability(d) / mass))
              .getPValue();
      assertTrue(p > 1e-6, "p = %s at mass %s".formatted(p, mass));
    }
  }

  /** Bounds of five standard errors, false alarm below 1e-6 each, had the seed been random. */
  @Test
  void uncutDrawsHaveTheMeanAndTheCovariance() {
    GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, 1);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(12L);
    int draws = 20_000;
    double[] rows = new double[2 * draws];
    double[] weights = new double[draws];
    for (int i = 0; i < draws; i++) {
      System.arraycopy(proposal.sample(PLANE, random), 0, rows, 2 * i, 2);
      weights[i] = 0.5;
    }
    GaussianProposal fitted = GaussianProposal.around(2, PLANE, rows, weights, 1, 1);
    double error = 5 / Math.sqrt(draws);
    assertEquals(1, fitted.mean()[0], 2 * error);
    assertEquals(-2, fitted.mean()[1], error);
    assertEquals(4, fitted.covariance()[0], 4 * Math.sqrt(2) * error);
    assertEquals(1.2, fitted.covariance()[1], Math.sqrt(4 + 1.44) * error);
    assertEquals(1, fitted.covariance()[3], Math.sqrt(2) * error);
  }

  @Test
  void aroundWeightedDrawsHasTheirMomentsWidenedBySpread() {
    double[] rows = {0, 0, 4, 0, 0, 2, 9, 9};
    double[] weights = {2, 1, 1, 0};
    GaussianProposal proposal = GaussianProposal.around(3, PLANE, rows, weights, 2, 0.999);
    // Means 1 and 0.5; variances 3 and 0.75; covariance (2 * 0.5 - 1.5 - 1.5) / 4 = -0.5.
    assertEquals(3, proposal.id());
    assertArrayEquals(new double[] {1, 0.5}, proposal.mean(), 1e-12);
    assertArrayEquals(new double[] {12, -2, -2, 3}, proposal.covariance(), 2e-5);
  }

  @Test
  void drawsAreInOwnUnitsInsideThePriorsSupport() {
    Prior box =
        Prior.of(
            new ParameterSpace(List.of("a", "b"), List.of("1", "1")),
            List.of(new Uniform(0, 1), new LogNormal(0, 1)));
    GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, 0.9);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(13L);
    for (int i = 0; i < 1000; i++) {
      double[] x = proposal.sample(box, random);
      assertTrue(x[0] > 0 && x[0] < 1 && x[1] > 0);
      assertTrue(proposal.contains(box.toUnbounded(x)));
    }
  }

  @Test
  void proposalsOfTheSameNumbersAreEqual() {
    GaussianProposal proposal = GaussianProposal.of(1, MEAN, COVARIANCE, 0.9);
    GaussianProposal copy =
        GaussianProposal.of(
            proposal.id(), proposal.mean(), proposal.covariance(), proposal.supportMass());
    assertEquals(proposal, copy);
    assertEquals(proposal.hashCode(), copy.hashCode());
    assertNotEquals(proposal, GaussianProposal.of(2, MEAN, COVARIANCE, 0.9));
  }

  @Test
  void meaninglessProposalsAreRefused() {
    assertRefused("id", () -> GaussianProposal.of(0, MEAN, COVARIANCE, 0.9));
    assertRefused("[P, P]", () -> GaussianProposal.of(1, MEAN, new double[3], 0.9));
    assertRefused("supportMass", () -> GaussianProposal.of(1, MEAN, COVARIANCE, 0));
    assertRefused("symmetric", () -> GaussianProposal.of(1, MEAN, new double[] {1, 0, 1, 1}, 0.9));
    assertRefused(
        "positive definite", () -> GaussianProposal.of(1, MEAN, new double[] {1, 2, 2, 1}, 0.9));
    assertRefused(
        "vary",
        () -> GaussianProposal.around(1, PLANE, new double[4], new double[] {1, 1}, 1, 0.9));
    assertRefused(
        "weights",
        () -> GaussianProposal.around(1, PLANE, new double[4], new double[] {1, -1}, 1, 0.9));
  }

  private static void assertRefused(String expected, Runnable creation) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, creation::run).getMessage());
    assertTrue(message.contains(expected), message);
  }
}
