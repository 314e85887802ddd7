package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Calibration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationCurvesTest {

  /** 40 pairs in four bins: even for a, all at the left for b, TARP all at the right. */
  private final CalibrationCurves curves =
      CalibrationCurves.of(
          new Calibration(
              40,
              1,
              0,
              1,
              List.of(List.of(10, 10, 10, 10), List.of(40, 0, 0, 0)),
              List.of(0.25, 0.5, 0.75),
              List.of(0.25, 0.5, 0.75),
              List.of(0, 0, 0, 40)),
          List.of("a", "b"),
          0.95);

  @Test
  void evenRanksLieOnTheDiagonal() {
    CalibrationCurves.Curve a = curves.curves().get(0);
    assertEquals("rank of a", a.figure());
    assertEquals(List.of(0.25, 0.5, 0.75), a.shares());
    assertTrue(a.inside());
    assertEquals(1, a.pValue(), 0.05);
  }

  @Test
  void ranksAtOneEndLeaveTheBand() {
    CalibrationCurves.Curve b = curves.curves().get(1);
    assertEquals(List.of(1.0, 1.0, 1.0), b.shares());
    assertFalse(b.inside());
    assertTrue(b.pValue() < 1e-9, Double.toString(b.pValue()));
  }

  @Test
  void coverageAndTarpFollowTheParameters() {
    assertEquals("coverage", curves.curves().get(2).figure());
    assertTrue(curves.curves().get(2).inside());
    assertEquals("TARP", curves.curves().get(3).figure());
    assertEquals(List.of(0.0, 0.0, 0.0), curves.curves().get(3).shares());
    assertFalse(curves.curves().get(3).inside());
  }

  @Test
  void aCalibrationThatSaysNothingHasNoCurves() {
    Calibration silent = new Calibration(40, 1, 0, 1, List.of(), List.of(), List.of(), List.of());
    assertEquals(List.of(), CalibrationCurves.of(silent, List.of("a", "b"), 0.95).curves());
  }
}
