package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weighted draws as histograms of every parameter and of every pair of parameters: a pair plot
 * whose size does not depend on how many draws there are.
 *
 * <p>Bins are of equal width between the quantiles 0.001 and 0.999 of the parameter's draws,
 * whatever their weights, widened by a tenth on either side, so that a few far draws do not squeeze
 * all others into one bin; what lies outside is left out. Heights are relative to the highest bin
 * of their histogram, in whole thousandths.
 *
 * @param lower lower end of the bins of each parameter, shape [P]
 * @param upper upper end, shape [P]
 * @param bins K
 * @param single heights of each parameter's bins, 0 to 1000, shape [P][K]
 * @param pairs heights of each pair's bins, 0 to 1000, shape [P (P - 1) / 2][K K], pairs in the
 *     order (1, 0), (2, 0), (2, 1), ...; of pair (row, column) the bin k K + l holds the bin k of
 *     parameter row and l of parameter column
 */
public record PairHistograms(
    List<Double> lower,
    List<Double> upper,
    int bins,
    List<List<Integer>> single,
    List<List<Integer>> pairs) {
  private static final double TAIL = 0.001;
  private static final double MARGIN = 0.1;
  private static final double TOP = 1000;

  /**
   * Those of {@code draws}.
   *
   * @param bins K, at least 1
   */
  public static PairHistograms of(Draws draws, int bins) {
    int parameters = draws.parameters();
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    int[][] places = new int[parameters][];
    for (int p = 0; p < parameters; p++) {
      double[] ascending = draws.column(p);
      Arrays.sort(ascending);
      double low = ascending[(int) (TAIL * (ascending.length - 1))];
      double high = ascending[(int) Math.ceil((1 - TAIL) * (ascending.length - 1))];
      // A parameter of one value gets bins around it.
      double margin = high > low ? MARGIN * (high - low) : Math.max(Math.abs(low), 1) * MARGIN;
      lower.add(low - margin);
      upper.add(high + margin);
      places[p] = places(draws.column(p), lower.get(p), upper.get(p), bins);
    }
    List<List<Integer>> single = new ArrayList<>();
    List<List<Integer>> pairs = new ArrayList<>();
    for (int row = 0; row < parameters; row++) {
      double[] heights = new double[bins];
      for (int s = 0; s < draws.size(); s++) {
        if (places[row][s] >= 0) {
          heights[places[row][s]] += draws.weight(s);
        }
      }
      single.add(relative(heights));
      for (int column = 0; column < row; column++) {
        pairs.add(pair(draws, places[row], places[column], bins));
      }
    }
    return new PairHistograms(lower, upper, bins, single, pairs);
  }

  private static List<Integer> pair(Draws draws, int[] row, int[] column, int bins) {
    double[] heights = new double[bins * bins];
    for (int s = 0; s < draws.size(); s++) {
      if (row[s] >= 0 && column[s] >= 0) {
        heights[row[s] * bins + column[s]] += draws.weight(s);
      }
    }
    return relative(heights);
  }

  /** Bin of each value; -1 outside. */
  private static int[] places(double[] values, double lower, double upper, int bins) {
    int[] places = new int[values.length];
    for (int s = 0; s < values.length; s++) {
      double place = Math.floor((values[s] - lower) / (upper - lower) * bins);
      places[s] = place >= 0 && place < bins ? (int) place : -1;
    }
    return places;
  }

  private static List<Integer> relative(double[] heights) {
    double highest = 0;
    for (double height : heights) {
      highest = Math.max(highest, height);
    }
    double scale = highest > 0 ? TOP / highest : 0;
    return IntStream.range(0, heights.length)
        .mapToObj(i -> (int) Math.round(heights[i] * scale))
        .toList();
  }
}
