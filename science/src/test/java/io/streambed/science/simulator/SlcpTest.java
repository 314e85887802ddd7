package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SlcpTest {

  /** atanh 0.5. */
  private static final double HALF_CORRELATED = 0.5493061443340549;

  private final Slcp simulator = new Slcp();

  private static Data points(float y1, float y2) {
    return Data.of(new float[] {y1, y2, y1, y2, y1, y2, y1, y2}, 4, 2);
  }

  @Test
  void theLikelihoodIsThatOfFourIndependentPoints() {
    // Standard normal points at their mean: -4 log(2 pi); the millionth on the variances is seen at
    // the sixth digit.
    assertEquals(
        -7.351508265637381,
        simulator.logLikelihood(Parameters.of(0, 0, 1, 1, 0), points(0, 0)),
        1e-5);
    // s = (2, 1), rho = 0.5: S = [[4, 1], [1, 1]] of determinant 3, and (2, 1) from the mean is at
    // a
    // squared distance of (2² - 2 2 1 + 4 1²) / 3 = 4 / 3.
    assertEquals(
        -12.215399509640267,
        simulator.logLikelihood(
            Parameters.of(-1, 2, Math.sqrt(2), -1, HALF_CORRELATED), points(1, 3)),
        1e-5);
  }

  @Test
  void aMillionthIsAddedToBothVariances() {
    // All of the spread is the millionth: deviation 0.001 on both axes.
    assertEquals(
        -4 * Math.log(2 * Math.PI * 1e-6) - 4,
        simulator.logLikelihood(Parameters.of(0, 0, 0, 0, 3), points(0.001f, -0.001f)),
        1e-5);
  }

  @Test
  void theSignsOfTheScalesAreNotSeen() {
    Data y = points(0.5f, -2);
    double value = simulator.logLikelihood(Parameters.of(0.1, 0.2, 1.3, 0.7, -0.4), y);
    for (double sign3 : new double[] {-1, 1}) {
      for (double sign4 : new double[] {-1, 1}) {
        Parameters mirrored = Parameters.of(0.1, 0.2, sign3 * 1.3, sign4 * 0.7, -0.4);
        assertEquals(value, simulator.logLikelihood(mirrored, y), 1e-12);
      }
    }
  }

  /**
   * Deviations 4 and 1, correlation 0.5. Five standard errors: false alarm below 1e-6 each, had the
   * seed been random.
   */
  @Test
  void thePointsHaveTheirMeansDeviationsAndCorrelation() {
    Parameters phi = Parameters.of(1, -2, 2, -1, HALF_CORRELATED);
    UniformRandomProvider random = RunGenerator.of(9, 0);
    int runs = 10_000;
    double error = 5 / Math.sqrt(4.0 * runs);
    double[] moments = new double[5];
    for (int run = 0; run < runs; run++) {
      Data y = simulator.simulate(phi, random);
      for (int point = 0; point < 4; point++) {
        double d1 = y.get(2 * point) - 1;
        double d2 = y.get(2 * point + 1) + 2;
        double[] values = {d1, d2, d1 * d1, d2 * d2, d1 * d2};
        for (int m = 0; m < values.length; m++) {
          moments[m] += values[m] / (4.0 * runs);
        }
      }
    }
    assertEquals(0, moments[0], 4 * error);
    assertEquals(0, moments[1], error);
    assertEquals(16, moments[2], 16 * Math.sqrt(2) * error);
    assertEquals(1, moments[3], Math.sqrt(2) * error);
    assertEquals(2, moments[4], Math.sqrt(16 + 4) * error);
  }

  @Test
  void simulationsFollowTheLikelihood() {
    LikelihoodRatio.assertMeanOne(
        simulator, Parameters.of(0, 0, 1, -1, 0.5), Parameters.of(0.1, 0.1, 1.04, -1, 0.4), 40_000);
  }
}
