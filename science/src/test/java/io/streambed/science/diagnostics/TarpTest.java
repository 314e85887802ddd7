package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Draws;
import io.streambed.science.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class TarpTest {

  /** y = φ + e with φ, e ~ N(0, I): the posterior is N(y / 2, I / 2). */
  private record Pairs(List<Parameters> truths, List<Draws> draws, List<Parameters> data) {

    static Pairs of(int pairs, double shift, double spread, long seed) {
      UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
      ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
      Pairs made = new Pairs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int n = 0; n < pairs; n++) {
        double[] truth = {normal.sample(), normal.sample()};
        double[] y = {truth[0] + normal.sample(), truth[1] + normal.sample()};
        double[] draws = new double[2 * 99];
        for (int i = 0; i < draws.length; i++) {
          draws[i] = y[i % 2] / 2 + shift + spread * Math.sqrt(0.5) * normal.sample();
        }
        made.truths.add(Parameters.of(truth));
        made.data.add(Parameters.of(y));
        made.draws.add(Draws.of(2, draws));
      }
      return made;
    }

    double[] positions() {
      return Tarp.positions(truths, draws, RandomSource.PHILOX_4X64.create(99L));
    }
  }

  /** From (0, 0) with units 1 and 10: the truth at 5, draws at 3, 4.47, 5, 7. Two are nearer. */
  @Test
  void thePositionCountsTheDrawsNearerToTheReferenceInScaledUnits() {
    Draws draws = Draws.of(2, new double[] {3, 0, 2, 40, 0, 50, 7, 0});
    Parameters truth = Parameters.of(3, 40);
    Parameters origin = Parameters.of(0, 0);
    Parameters units = Parameters.of(1, 10);
    assertEquals(2 / 5.0, Tarp.position(truth, draws, origin, units, 0));
    assertEquals(2.75 / 5, Tarp.position(truth, draws, origin, units, 0.75));
  }

  /** u = 0, 0.5, 0.8: mean of 0.5, 0.5, 0.2 less 0.375. All at 0 or all at 1 are the ends. */
  @Test
  void theAreaToTheCurveIsWorkedOutByHand() {
    assertEquals(0.4 - 0.375, Tarp.areaToCurve(new double[] {0, 0.5, 0.8}), 1e-12);
    assertEquals(0.125, Tarp.areaToCurve(new double[] {0, 0}), 1e-12);
    assertEquals(-0.375, Tarp.areaToCurve(new double[] {1, 1}), 1e-12);
  }

  /** p-value of exactly uniform positions above 1e-3; area: deviation 0.006, bound of 4. */
  @Test
  void positionsOfTheExactPosteriorAreUniform() {
    double[] positions = Pairs.of(1000, 0, 1, 1).positions();
    assertTrue(SimulationBasedCalibration.uniformity(positions) > 1e-3);
    assertEquals(0, Tarp.areaToCurve(positions), 0.024);
  }

  @Test
  void posteriorsThatAreTooNarrowTooWideOrShiftedAreRevealedWithTheirSign() {
    double[] narrow = Pairs.of(1000, 0, 0.5, 2).positions();
    assertTrue(SimulationBasedCalibration.uniformity(narrow) < 1e-6);
    assertTrue(Tarp.areaToCurve(narrow) < -0.03, "" + Tarp.areaToCurve(narrow));
    double[] wide = Pairs.of(1000, 0, 2, 3).positions();
    assertTrue(SimulationBasedCalibration.uniformity(wide) < 1e-6);
    assertTrue(Tarp.areaToCurve(wide) > 0.03, "" + Tarp.areaToCurve(wide));
    double[] shifted = Pairs.of(1000, 0.7, 1, 4).positions();
    assertTrue(SimulationBasedCalibration.uniformity(shifted) < 1e-6);
  }

  /** The prior as posterior passes with points of their own, and fails with points at y. */
  @Test
  void aPosteriorEqualToThePriorIsRevealedOnlyByPointsThatDependOnTheData() {
    Pairs pairs = Pairs.of(1000, 0, 1, 6);
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(7L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<Draws> priors = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      double[] draws = new double[2 * 99];
      for (int i = 0; i < draws.length; i++) {
        draws[i] = normal.sample();
      }
      priors.add(Draws.of(2, draws));
    }
    double[] apart = Tarp.positions(pairs.truths, priors, random);
    assertTrue(SimulationBasedCalibration.uniformity(apart) > 1e-3);
    double[] atData = new double[1000];
    for (int n = 0; n < 1000; n++) {
      atData[n] =
          Tarp.position(
              pairs.truths.get(n),
              priors.get(n),
              pairs.data.get(n),
              Parameters.of(1, 1),
              random.nextDouble());
    }
    assertTrue(SimulationBasedCalibration.uniformity(atData) < 1e-6);
  }

  @Test
  void shapesThatDifferAreRefused() {
    Draws draws = Draws.of(2, new double[4]);
    Parameters one = Parameters.of(1);
    assertThrows(IllegalArgumentException.class, () -> Tarp.position(one, draws, one, one, 0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Tarp.positions(
                List.of(Parameters.of(1, 2), Parameters.of(1, 3)),
                List.of(draws, draws),
                RandomSource.PHILOX_4X64.create(1L)));
  }
}
