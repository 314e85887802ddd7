package io.streambed.science.density;

import io.streambed.science.Draws;
import java.util.Arrays;
import java.util.Comparator;

/** The smoothed density of one parameter at the middles of a grid's cells. Immutable. */
public final class MarginalDensity {
  private final double[] values;

  private MarginalDensity(double[] values) {
    this.values = values;
  }

  /**
   * That of parameter {@code p}; draws beyond the grid are left out. How much is smoothed is what
   * makes one half of the draws, every second, most likely under the other.
   */
  public static MarginalDensity of(Draws draws, int p, Grid grid) {
    double[] fitted = counts(draws, p, grid, 0, 2);
    double[] judged = counts(draws, p, grid, 1, 2);
    double best =
        Grid.SHARPNESS.stream()
            .max(
                Comparator.comparingDouble(
                    s -> Grid.likelihood(smooth(fitted, draws, p, grid, s), judged)))
            .orElseThrow();
    double[] values = smooth(counts(draws, p, grid, 0, 1), draws, p, grid, best);
    Arrays.setAll(values, i -> values[i] / grid.step());
    return new MarginalDensity(values);
  }

  private static double[] counts(Draws draws, int p, Grid grid, int first, int every) {
    double[] counts = new double[grid.cells()];
    for (int s = first; s < draws.size(); s += every) {
      int cell = grid.cell(draws.get(s, p));
      if (cell >= 0 && cell < counts.length) {
        counts[cell] += draws.weight(s);
      }
    }
    return counts;
  }

  private static double[] smooth(double[] counts, Draws draws, int p, Grid grid, double sharp) {
    double[] values = counts.clone();
    Grid.blur(values, 0, 1, values.length, grid.kernel(draws, p, 1, sharp));
    return values;
  }

  /** In cell {@code i}, in one over the parameter's unit. */
  public double get(int i) {
    return values[i];
  }

  /** The largest value. */
  public double peak() {
    double peak = 0;
    for (double value : values) {
      peak = Math.max(peak, value);
    }
    return peak;
  }
}
