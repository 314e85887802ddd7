package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
  private final GaussianMixture simulator = new GaussianMixture();

  @Test
  void theLikelihoodIsTheMeanOfABroadAndANarrowDensity() {
    Parameters phi = Parameters.of(3, -4);
    // log [(1 + 100) / (4 pi)] at the mean; a tenth away on both axes exp(-0.01) and exp(-1).
    assertEquals(
        2.0840962698719685, simulator.logLikelihood(phi, Data.of(new float[] {3, -4})), 1e-12);
    assertEquals(
        1.1007025155178563, simulator.logLikelihood(phi, Data.of(new float[] {3.1f, -3.9f})), 1e-5);
    // Ten away on one axis only the broad one is left: log [1 / (4 pi)] - 50.
    assertEquals(
        -52.53102424696929, simulator.logLikelihood(phi, Data.of(new float[] {13, -4})), 1e-12);
  }

  @Test
  void theLikelihoodHasMassOne() {
    double cell = 0.02;
    double mass = 0;
    for (double y1 = -6; y1 < 6; y1 += cell) {
      for (double y2 = -6; y2 < 6; y2 += cell) {
        Data y = Data.of(new float[] {(float) y1, (float) y2});
        mass += cell * cell * Math.exp(simulator.logLikelihood(Parameters.of(0, 0), y));
      }
    }
    assertEquals(1, mass, 1e-4);
  }

  /**
   * E[d²] = (1 + 0.01) / 2 on each axis and E[d1² d2²] = (1 + 0.0001) / 2, since one component
   * holds for both. Five standard errors: false alarm below 1e-6 each, had the seed been random.
   */
  @Test
  void bothCoordinatesComeFromTheSameComponent() {
    UniformRandomProvider random = RunGenerator.of(8, 0);
    int runs = 40_000;
    double square = 0;
    double product = 0;
    for (int run = 0; run < runs; run++) {
      Data y = simulator.simulate(Parameters.of(5, -5), random);
      double d1 = (y.get(0) - 5) * (y.get(0) - 5);
      double d2 = (y.get(1) + 5) * (y.get(1) + 5);
      square += d1 / runs;
      product += d1 * d2 / runs;
    }
    // Deviations sqrt(3 / 2 - 0.505²) and sqrt(9 / 2 - 0.5²).
    assertEquals(0.505, square, 5 * 1.12 / Math.sqrt(runs));
    assertEquals(0.50005, product, 5 * 2.07 / Math.sqrt(runs));
  }

  @Test
  void simulationsFollowTheLikelihood() {
    LikelihoodRatio.assertMeanOne(
        simulator, Parameters.of(1, 2), Parameters.of(1.05, 1.95), 40_000);
  }
}
