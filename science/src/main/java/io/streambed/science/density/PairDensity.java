package io.streambed.science.density;

import io.streambed.science.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The smoothed density of two parameters over a grid: what mass lies in each cell, [rows][columns].
 * Immutable.
 */
public final class PairDensity {
  private final Grid columns;
  private final Grid rows;
  private final double[] masses;

  private PairDensity(Grid columns, Grid rows, double[] masses) {
    this.columns = columns;
    this.rows = rows;
    this.masses = masses;
  }

  /**
   * That of parameters {@code x}, along the columns, and {@code y}, along the rows; draws beyond
   * either grid are left out. How much is smoothed is what makes one half of the draws, every
   * second, most likely under the other.
   */
  public static PairDensity of(Draws draws, int x, Grid columns, int y, Grid rows) {
    PairDensity raw = new PairDensity(columns, rows, new double[columns.cells() * rows.cells()]);
    double[] fitted = raw.counts(draws, x, y, 0, 2);
    double[] judged = raw.counts(draws, x, y, 1, 2);
    double best =
        Grid.SHARPNESS.stream()
            .max(
                Comparator.comparingDouble(
                    s -> Grid.likelihood(raw.smooth(fitted, draws, x, y, s), judged)))
            .orElseThrow();
    double[] all = raw.counts(draws, x, y, 0, 1);
    return new PairDensity(columns, rows, raw.smooth(all, draws, x, y, best));
  }

  private double[] counts(Draws draws, int x, int y, int first, int every) {
    int width = columns.cells();
    int height = rows.cells();
    double[] counts = new double[width * height];
    for (int s = first; s < draws.size(); s += every) {
      int i = columns.cell(draws.get(s, x));
      int j = rows.cell(draws.get(s, y));
      if (i >= 0 && i < width && j >= 0 && j < height) {
        counts[j * width + i] += draws.weight(s);
      }
    }
    return counts;
  }

  private double[] smooth(double[] counts, Draws draws, int x, int y, double sharpness) {
    int width = columns.cells();
    double[] smoothed = counts.clone();
    double[] across = columns.kernel(draws, x, 2, sharpness);
    double[] along = rows.kernel(draws, y, 2, sharpness);
    for (int j = 0; j < rows.cells(); j++) {
      Grid.blur(smoothed, j * width, 1, width, across);
    }
    for (int i = 0; i < width; i++) {
      Grid.blur(smoothed, i, width, rows.cells(), along);
    }
    return smoothed;
  }

  /** Mass in a cell; 0 beyond the grid. */
  double get(int i, int j) {
    boolean inside = i >= 0 && j >= 0 && i < columns.cells() && j < rows.cells();
    return inside ? masses[j * columns.cells() + i] : 0;
  }

  /**
   * The largest level for which the cells at or above it hold {@code share} of what is on the grid:
   * the edge of the highest-density region of that mass.
   *
   * @param share above 0 and below 1
   */
  double level(double share) {
    double[] ascending = masses.clone();
    Arrays.sort(ascending);
    double whole = Arrays.stream(ascending).sum();
    double held = 0;
    for (int i = ascending.length - 1; i > 0; i--) {
      held += ascending[i];
      if (held >= share * whole) {
        return ascending[i];
      }
    }
    return ascending[0];
  }

  /**
   * The closed lines around the highest-density region of this mass, the region to their left; a
   * hole in it has its own.
   *
   * @param share above 0 and below 1
   */
  public List<Contour> contours(double share) {
    return new ArrayList<>(MarchingSquares.lines(this, columns, rows, level(share)));
  }
}
