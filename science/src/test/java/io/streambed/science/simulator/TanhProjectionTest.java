package io.streambed.science.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class TanhProjectionTest {

  /** A = 1 x gain 2, B = (0.6, 0.8)', one idle parameter, σ = 0.5. */
  private static TanhProjection byHand() {
    return new TanhProjection(
        new Mixing(new double[] {1}, new double[] {0.6, 0.8}, 1, 2, 0), 1, 0.5);
  }

  /** tanh(2 x 0.25) = 0.46211715726: means 0.27727029 and 0.36969373. */
  @Test
  void theLikelihoodIsThatOfNormalsAroundTheProjection() {
    NormalDistribution noise = NormalDistribution.of(0, 0.5);
    double expected = noise.logDensity(0.5 - 0.27727029436) + noise.logDensity(-1 - 0.36969372581);
    Data y = Data.of(new float[] {0.5f, -1});
    assertEquals(expected, byHand().logLikelihood(Parameters.of(0.25, -0.9), y), 1e-9);
    assertEquals(expected, byHand().logLikelihood(Parameters.of(0.25, 0.7), y), 1e-9);
  }

  @Test
  void theStatisticIsTheProjectionOnTheColumns() {
    assertArrayEquals(
        new double[] {0.6 * 0.5 - 0.8}, byHand().statistic(Data.of(new float[] {0.5f, -1})), 1e-12);
  }

  @Test
  void simulationsAndLikelihoodBelongTogether() {
    LikelihoodRatio.assertMeanOne(
        byHand(), Parameters.of(0.1, 0.5), Parameters.of(0.3, -0.5), 40_000);
  }

  @Test
  void redundantParametersLeaveTheDataAsTheyAre() {
    TanhProjection simulator = new TanhProjection();
    Simulator more = simulator.configured(Map.of("redundant", 2));
    assertEquals(5, more.parameters());
    assertEquals(
        simulator.simulate(Parameters.of(0.1, 0.2, 0.3), RandomSource.KISS.create(5)),
        more.simulate(Parameters.of(0.1, 0.2, 0.3, 0.9, -0.9), RandomSource.KISS.create(5)));
  }

  @Test
  void settingsShapeIt() {
    Simulator small =
        new TanhProjection().configured(Map.of("informative", 2, "values", 7, "noise", 1e-6));
    assertEquals(2, small.parameters());
    assertEquals(List.of(7), small.dataShape());
    // Almost without noise the statistic is tanh(A φ), here of length below 2 x |φ|.
    TanhProjection projection = (TanhProjection) small;
    double[] statistic =
        projection.statistic(
            projection.simulate(Parameters.of(0.01, 0), RandomSource.KISS.create(1)));
    assertEquals(0.02, Math.hypot(statistic[0], statistic[1]), 1e-4);
  }

  @Test
  void wrongSettingsAreNamed() {
    Simulator simulator = new TanhProjection();
    assertEquals(
        "expected a whole number >= 3 as setting values of simulator tanh-projection, got 2",
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> simulator.configured(Map.of("values", 2)))
                .getMessage()));
    assertThrows(
        IllegalArgumentException.class, () -> simulator.configured(Map.of("dimension", 2)));
  }

  @Test
  void columnsAreOfLengthOneAtRightAngles() {
    double[] b = OrthonormalColumns.draw(5, 3, RandomSource.L64_X128_MIX.create(2L));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int row = 0; row < 5; row++) {
          product += b[row * 3 + i] * b[row * 3 + j];
        }
        assertEquals(i == j ? 1 : 0, product, 1e-12);
      }
    }
  }
}
