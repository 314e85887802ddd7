package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a model's expected coverage (arXiv 2110.06581) lies in the band that right posteriors
 * keep (see {@link EcdfBand}): the mass of the highest-density region that reaches the truth is
 * then uniform.
 */
public final class CoverageBand {

  private CoverageBand() {}

  /**
   * Where coverage strays farthest from its level, in words; empty where it stays in its band, or
   * says nothing.
   *
   * @param level probability with which right posteriors stay in the band at all levels at once,
   *     within (0, 1)
   * @throws IllegalArgumentException if the calibration's levels are not i / K, i = 1, ..., K - 1
   */
  public static Optional<String> stray(Calibration calibration, double level) {
    int levels = calibration.levels().size();
    if (levels == 0) {
      return Optional.empty();
    }
    EcdfBand band = EcdfBand.of(calibration.pairs(), levels + 1, level);
    int farthest = -1;
    double distance = 0;
    for (int i = 0; i < levels; i++) {
      double nominal = calibration.levels().get(i);
      double covered = calibration.coverage().get(i);
      if (Math.abs(nominal - band.points().get(i)) > 1e-9) {
        throw new IllegalArgumentException(
            "expected level %d of %d to be %s, got %s"
                .formatted(i + 1, levels, band.points().get(i), nominal));
      }
      boolean outside = covered < band.lower().get(i) || covered > band.upper().get(i);
      if (outside && Math.abs(covered - nominal) > distance) {
        farthest = i;
        distance = Math.abs(covered - nominal);
      }
    }
    return farthest < 0 ? Optional.empty() : Optional.of(words(calibration, band, farthest));
  }

  private static String words(Calibration calibration, EcdfBand band, int i) {
    double covered = calibration.coverage().get(i);
    return String.format(
        Locale.ROOT,
        "%s: %.2f of the truths lie in the regions of mass %.2f, expected %.2f to %.2f",
        covered < calibration.levels().get(i) ? "overconfident" : "underconfident",
        covered,
        calibration.levels().get(i),
        band.lower().get(i),
        band.upper().get(i));
  }
}
