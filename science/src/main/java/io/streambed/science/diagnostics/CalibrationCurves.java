package io.streambed.science.diagnostics;

import io.streambed.science.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The empirical distribution functions behind a calibration, each of which is the diagonal for
 * right posteriors, with one simultaneous band for each of them (see {@link EcdfBand}): the rank of
 * the truth for each parameter (SBC), the mass of the highest-density region that reaches it
 * (expected coverage), and TARP's positions.
 *
 * @param points z, shape [K - 1], ascending, within (0, 1)
 * @param lower lower end of the band at each point
 * @param upper upper end
 * @param curves one for each figure
 */
public record CalibrationCurves(
    List<Double> points, List<Double> lower, List<Double> upper, List<Curve> curves) {

  /** Of a calibration that says nothing. */
  public static final CalibrationCurves NONE =
      new CalibrationCurves(List.of(), List.of(), List.of(), List.of());

  public CalibrationCurves {
    points = List.copyOf(points);
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
    curves = List.copyOf(curves);
  }

  /**
   * One distribution function.
   *
   * @param figure what is distributed
   * @param shares at or below each point, shape [K - 1]
   * @param pValue exact probability that right posteriors stray at least as far somewhere
   * @param inside whether it keeps within the band
   */
  public record Curve(String figure, List<Double> shares, double pValue, boolean inside) {
    public Curve {
      shares = List.copyOf(shares);
    }
  }

  /**
   * Those of a calibration; without curves where it says nothing.
   *
   * @param parameters their names
   * @param level probability with which a right model's curve stays in its band, within (0, 1)
   */
  public static CalibrationCurves of(
      Calibration calibration, List<String> parameters, double level) {
    int intervals = calibration.levels().size() + 1;
    if (intervals == 1) {
      return NONE;
    }
    int pairs = calibration.pairs();
    EcdfBand band = EcdfBand.of(pairs, intervals, level);
    List<Curve> curves = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p++) {
      List<Integer> counts = calibration.rankCounts().get(p);
      curves.add(curve("rank of " + parameters.get(p), cumulative(counts), pairs, band));
    }
    int[] covered =
        calibration.coverage().stream().mapToInt(c -> (int) Math.round(c * pairs)).toArray();
    curves.add(curve("coverage", covered, pairs, band));
    if (!calibration.tarpCounts().isEmpty()) {
      curves.add(curve("TARP", cumulative(calibration.tarpCounts()), pairs, band));
    }
    return new CalibrationCurves(band.points(), band.lower(), band.upper(), curves);
  }

  private static Curve curve(String figure, int[] atOrBelow, int pairs, EcdfBand band) {
    List<Double> shares =
        Arrays.stream(atOrBelow).mapToObj(count -> count / (double) pairs).toList();
    boolean inside =
        IntStream.range(0, shares.size())
            .allMatch(
                i -> shares.get(i) >= band.lower().get(i) && shares.get(i) <= band.upper().get(i));
    return new Curve(figure, shares, EcdfBand.uniformity(pairs, atOrBelow), inside);
  }

  /** Of all bins but the last. */
  private static int[] cumulative(List<Integer> counts) {
    int[] sums = new int[counts.size() - 1];
    int sum = 0;
    for (int bin = 0; bin < sums.length; bin++) {
      sum += counts.get(bin);
      sums[bin] = sum;
    }
    return sums;
  }
}
