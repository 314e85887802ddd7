package io.streambed.science.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a figure tells two kinds of data apart: for every limit the share of the clean data
 * above it against the share of the corrupted (receiver operating characteristic).
 *
 * @param area below the curve: the chance that a corrupted datum has a larger figure than a clean
 *     one, ties counted half; 0.5 where they cannot be told apart, 1 where they can
 * @param falseAlarms shares of the clean data above falling limits, from 0 to 1
 * @param detections shares of the corrupted data above the same limits, from 0 to 1
 */
public record Roc(double area, List<Double> falseAlarms, List<Double> detections) {

  public Roc {
    falseAlarms = List.copyOf(falseAlarms);
    detections = List.copyOf(detections);
  }

  /**
   * The curve of some figures; infinite ones are the largest.
   *
   * @param clean at least one, none NaN
   * @param corrupted at least one, none NaN
   * @param points of the curve at most, at least 2; those that are left out lie on its course
   */
  public static Roc of(double[] clean, double[] corrupted, int points) {
    double[] a = ascending(clean);
    double[] b = ascending(corrupted);
    double area = 0;
    List<Double> falseAlarms = new ArrayList<>(List.of(0.0));
    List<Double> detections = new ArrayList<>(List.of(0.0));
    int i = a.length - 1;
    int j = b.length - 1;
    while (i >= 0 || j >= 0) {
      double limit =
          Math.max(
              i >= 0 ? a[i] : Double.NEGATIVE_INFINITY, j >= 0 ? b[j] : Double.NEGATIVE_INFINITY);
      double detectionBefore = share(b.length - 1 - j, b.length);
      double alarmBefore = share(a.length - 1 - i, a.length);
      while (i >= 0 && a[i] == limit) {
        i--;
      }
      while (j >= 0 && b[j] == limit) {
        j--;
      }
      double alarm = share(a.length - 1 - i, a.length);
      double detection = share(b.length - 1 - j, b.length);
      area += (alarm - alarmBefore) * (detection + detectionBefore) / 2;
      falseAlarms.add(alarm);
      detections.add(detection);
    }
    return new Roc(area, thinned(falseAlarms, points), thinned(detections, points));
  }

  /** The share of {@code figures} above {@code limit}. */
  public static double above(double[] figures, double limit) {
    return share((int) Arrays.stream(figures).filter(f -> f > limit).count(), figures.length);
  }

  private static double[] ascending(double[] figures) {
    if (figures.length == 0 || Arrays.stream(figures).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "expected at least one figure and none that is NaN, got " + Arrays.toString(figures));
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double share(int count, int of) {
    return (double) count / of;
  }

  /** Evenly along the curve, with its ends. */
  private static List<Double> thinned(List<Double> all, int points) {
    int kept = Math.min(points, all.size());
    List<Double> some = new ArrayList<>();
    for (int k = 0; k < kept; k++) {
      some.add(all.get((int) Math.round((double) k * (all.size() - 1) / (kept - 1))));
    }
    return some;
  }
}
