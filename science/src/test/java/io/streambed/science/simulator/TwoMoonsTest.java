package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class TwoMoonsTest {
  private final TwoMoons simulator = new TwoMoons();

  @Test
  void theLikelihoodAtTheMiddleOfTheCrescentIsThatOfTheRadiusOverItsHalfCircle() {
    // φ = 0: centre (0.25, 0). At radius 0.1: log(1 / (0.01 sqrt(2 pi))) - log(pi 0.1).
    double expected = 4.605170185988092 - 0.9189385332046727 - Math.log(0.3141592653589793);
    assertEquals(
        expected,
        simulator.logLikelihood(Parameters.of(0, 0), Data.of(new float[] {0.35f, 0})),
        1e-6);
    assertEquals(
        expected - 2, // two deviations out along the half circle's end, times 0.12 / 0.1
        simulator.logLikelihood(Parameters.of(0, 0), Data.of(new float[] {0.25f, 0.12f}))
            + Math.log(1.2),
        1e-4);
  }

  @Test
  void theMirrorImageOfTheParametersIsAsLikely() {
    Data y = Data.of(new float[] {-0.1f, 0.3f});
    // (φ1, φ2) -> (-φ2, -φ1) keeps φ2 - φ1 and the absolute value of φ1 + φ2.
    assertEquals(
        simulator.logLikelihood(Parameters.of(0.1, 0.5), y),
        simulator.logLikelihood(Parameters.of(-0.5, -0.1), y),
        1e-9);
  }

  @Test
  void theLikelihoodHasMassOne() {
    Parameters phi = Parameters.of(0.3, -0.4);
    double cell = 1e-3;
    double mass = 0;
    for (double across = 0; across < 0.4; across += cell) {
      for (double along = -0.7; along < -0.3; along += cell) {
        Data y = Data.of(new float[] {(float) across, (float) along});
        mass += cell * cell * Math.exp(simulator.logLikelihood(phi, y));
      }
    }
    assertEquals(1, mass, 2e-3);
  }

  /** False alarm with probability 1e-6 each, had the seed been random. */
  @Test
  void drawsLieOnTheCrescentUniformInAngleAndGaussianInRadius() {
    Parameters phi = Parameters.of(-0.2, 0.6);
    UniformRandomProvider random = RunGenerator.of(6, 0);
    double[] radii = new double[5000];
    double[] angles = new double[5000];
    for (int i = 0; i < radii.length; i++) {
      Data y = simulator.simulate(phi, random);
      double across = y.get(0) - (0.25 - 0.4 / Math.sqrt(2));
      double along = y.get(1) - 0.8 / Math.sqrt(2);
      radii[i] = Math.hypot(across, along);
      angles[i] = Math.atan2(along, across);
    }
    NormalDistribution radius = NormalDistribution.of(0.1, 0.01);
    KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults();
    assertTrue(test.test(radii, radius::cumulativeProbability).getPValue() > 1e-6);
    assertTrue(test.test(angles, a -> a / Math.PI + 0.5).getPValue() > 1e-6);
  }
}
