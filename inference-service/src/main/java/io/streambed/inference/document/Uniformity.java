package io.streambed.inference.document;

import io.streambed.science.Calibration;
import io.streambed.science.diagnostics.CalibrationCurves;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one figure of a calibration is uniform, as it is for right posteriors.
 *
 * @param figure rank of a parameter (SBC), coverage, or TARP
 * @param pValue exact probability that right posteriors stray at least as far
 * @param insideBand whether its distribution function keeps within the 99 % band
 */
public record Uniformity(String figure, double pValue, boolean insideBand) {
  private static final double LEVEL = 0.99;

  /** The distribution functions of a calibration with their bands; none without one. */
  public static CalibrationCurves curves(
      @Nullable Calibration calibration, List<String> parameters) {
    return calibration == null
        ? CalibrationCurves.NONE
        : CalibrationCurves.of(calibration, parameters, LEVEL);
  }

  /** Of each of these curves. */
  public static List<Uniformity> of(CalibrationCurves curves) {
    return curves.curves().stream()
        .map(curve -> new Uniformity(curve.figure(), curve.pValue(), curve.inside()))
        .toList();
  }
}
