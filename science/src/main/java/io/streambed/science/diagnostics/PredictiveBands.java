package io.streambed.science.diagnostics;

import io.streambed.science.Data;
import io.streambed.science.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A record beside data that were simulated from draws of its posterior: value by value, and as a
 * whole. The discrepancy of data y is T(y) = -1/D Σ_d log t_d(y), with t_d the two-sided share of
 * the S + 1 data sets, the record among them, that are as far out at value d as y is (Fisher's
 * combination; the values need not be independent, since T is compared with T of the simulated
 * data). Neither units nor shapes of distributions matter.
 *
 * @param quantiles of the simulated data at {@link #LEVELS}, shape [5][D]
 * @param inside share of the record's values within the outer two, 0 to 1; around .9 if the model
 *     explains them
 * @param check where T of the record stands among T of the simulated data: position near 1, too far
 *     from the middle; near 0, too close to it
 */
public record PredictiveBands(List<List<Double>> quantiles, double inside, PredictiveCheck check) {

  /** Ends of the central 90 % and 50 % and the median. */
  public static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  public PredictiveBands {
    quantiles = quantiles.stream().map(List::copyOf).toList();
  }

  /**
   * The bands of one record.
   *
   * @param observed the record, shape [D], finite
   * @param predicted S simulated data sets of D finite values, at least 1
   * @throws IllegalArgumentException if there is none, or one has another size
   */
  public static PredictiveBands of(Data observed, List<Data> predicted) {
    int size = observed.size();
    if (predicted.isEmpty() || predicted.stream().anyMatch(data -> data.size() != size)) {
      throw new IllegalArgumentException(
          "expected at least one simulated data set, each of %d values, got %s"
              .formatted(size, predicted));
    }
    double[] values = new double[predicted.size() * size];
    Arrays.setAll(values, i -> predicted.get(i / size).get(i % size));
    Draws draws = Draws.of(size, values);
    List<List<Double>> quantiles =
        LEVELS.stream()
            .map(q -> IntStream.range(0, size).mapToObj(d -> draws.quantile(d, q)).toList())
            .toList();
    long inside =
        IntStream.range(0, size)
            .filter(d -> observed.get(d) >= quantiles.get(0).get(d))
            .filter(d -> observed.get(d) <= quantiles.get(LEVELS.size() - 1).get(d))
            .count();
    double[] distances = distances(observed, draws);
    PredictiveCheck check =
        PredictiveCheck.of(distances[predicted.size()], Arrays.copyOf(distances, predicted.size()));
    return new PredictiveBands(quantiles, (double) inside / size, check);
  }

  /** T of each simulated data set, then of the record, shape [S + 1]. */
  private static double[] distances(Data observed, Draws predicted) {
    int all = predicted.size() + 1;
    double[] distances = new double[all];
    for (int d = 0; d < observed.size(); d++) {
      double[] column = Arrays.copyOf(predicted.column(d), all);
      column[all - 1] = observed.get(d);
      double[] sorted = column.clone();
      Arrays.sort(sorted);
      for (int s = 0; s < all; s++) {
        distances[s] -= Math.log((double) tail(sorted, column[s]) / all) / observed.size();
      }
    }
    return distances;
  }

  /**
   * How many are as far out on the nearer side, counted twice; equals count half: whole numbers.
   */
  private static int tail(double[] sorted, double value) {
    int below = first(sorted, value, false);
    int notAbove = first(sorted, value, true);
    return Math.min(below + notAbove, 2 * sorted.length - below - notAbove);
  }

  /** How many are below {@code value}, or not above it. */
  private static int first(double[] sorted, double value, boolean equal) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean counts = equal ? sorted[middle] <= value : sorted[middle] < value;
      from = counts ? middle + 1 : from;
      to = counts ? to : middle;
    }
    return from;
  }
}
