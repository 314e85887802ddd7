package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CalibrationFiguresTest {

  @Test
  void aRankCountsTheDrawsBelowTheTruth() {
    assertEquals(2, SimulationBasedCalibration.rank(new double[] {1, 5, 3, 4}, 4));
    assertEquals(0, SimulationBasedCalibration.rank(new double[] {1, 2}, 0));
    assertEquals(2.5 / 5, SimulationBasedCalibration.position(2, 4, 0.5));
  }

  @Test
  void theHistogramHasItsEndsInTheOuterBins() {
    assertEquals(
        List.of(2, 1, 0, 2),
        SimulationBasedCalibration.histogram(new double[] {0, 0.24, 0.25, 0.75, 1}, 4));
    assertThrows(
        IllegalArgumentException.class,
        () -> SimulationBasedCalibration.histogram(new double[] {1.1}, 4));
  }

  @Test
  void uniformPositionsPassAndSkewedOnesFail() {
    double[] uniform = RandomSource.PHILOX_4X64.create(3L).doubles(500).toArray();
    assertTrue(SimulationBasedCalibration.uniformity(uniform) > 1e-3);
    double[] skewed = new double[500];
    for (int n = 0; n < skewed.length; n++) {
      skewed[n] = uniform[n] * uniform[n];
    }
    assertTrue(SimulationBasedCalibration.uniformity(skewed) < 1e-6);
  }

  @Test
  void theRegionThatReachesTheTruthHoldsTheDenserDraws() {
    assertEquals(0.75, ExpectedCoverage.regionMass(new double[] {-1, -2, -3, -9}, -4));
    assertEquals(0, ExpectedCoverage.regionMass(new double[] {-1, -2}, 0));
    assertEquals(
        List.of(0.25, 0.75),
        ExpectedCoverage.at(new double[] {0.1, 0.5, 0.6, 0.99}, List.of(0.2, 0.8)));
  }

  @Test
  void theSpreadOfLogNormalisers() {
    NormaliserSpread spread = NormaliserSpread.of(new double[] {1, 2, 3});
    assertEquals(2, spread.mean(), 1e-12);
    assertEquals(1, spread.deviation(), 1e-12);
  }
}
