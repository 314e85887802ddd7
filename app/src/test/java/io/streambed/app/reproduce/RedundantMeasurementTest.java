package io.streambed.app.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.app.result.Claim;
import io.streambed.science.Draws;
import io.streambed.science.prior.Uniform;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedundantMeasurementTest {

  private static RedundantMeasurement measured(double idleNorm, double idleDistance) {
    return new RedundantMeasurement(
        2,
        List.of(3.0, 1.0, 0.01, idleNorm),
        8,
        0.2,
        List.of(List.of(0.5, 0.6, 0.01, 0.02), List.of(0.5, 0.6, idleDistance, 0.01)),
        List.of(0.04, 0.05));
  }

  /** Of a mean norm of 2, 0.08 is 0.04; 0.02 of a band of 0.04 is a half, 0.03 of 0.05 is more. */
  @Test
  void sharesAreWorkedOutByHand() {
    RedundantMeasurement measured = measured(0.08, 0.03);
    assertEquals(0.04, measured.gradientShare(), 1e-12);
    assertEquals(0.025, measured.changeShare(), 1e-12);
    assertEquals(0.6, measured.distanceOverBand(), 1e-12);
  }

  @Test
  void eachClaimIsHeldToItsOwnFigure() {
    assertEquals(List.of(true, true, true), verdicts(measured(0.08, 0.03)));
    assertEquals(List.of(false, true, true), verdicts(measured(0.11, 0.03)));
    assertEquals(List.of(true, true, false), verdicts(measured(0.08, 0.06)));
    assertEquals(List.of(false, true, true), verdicts(measured(Double.NaN, 0.03)));
  }

  private static List<Boolean> verdicts(RedundantMeasurement measured) {
    return Redundant.claims("trial", measured).stream().map(Claim::reproduced).toList();
  }

  @Test
  void drawsBecomePositionsInThePriorsInterval() {
    Draws draws = Draws.of(2, new double[] {9, -1, 9, 2, 9, 3});
    assertArrayEquals(
        new double[] {0, 0.75, 1}, RedundantMeasurement.positions(draws, 1, new Uniform(-1, 3)));
  }
}
