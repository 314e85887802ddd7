package io.streambed.chaos;

import java.util.List;

/**
 * Of times.
 *
 * @param count how many
 * @param p50 the median, seconds; 0 of none
 * @param max the longest, seconds
 */
record Quantiles(int count, double p50, double max) {

  static Quantiles of(List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return sorted.isEmpty()
        ? new Quantiles(0, 0, 0)
        : new Quantiles(
            sorted.size(),
            rounded(sorted.get((sorted.size() - 1) / 2)),
            rounded(sorted.get(sorted.size() - 1)));
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
