package io.streambed.science.diagnostics;

import io.streambed.science.prior.Uniform;
import java.util.ArrayList;
import java.util.List;

/**
 * A box in P dimensions cut into equal cells, the same number on each axis: posteriors of a uniform
 * prior by the midpoint rule, exact where a cell is small against them.
 */
public final class BoxGrid {
  private static final int MOST_POINTS = 1 << 22;

  private final List<Uniform> axes;
  private final int cells;

  /**
   * @param axes ends of the box, P of them
   * @param cells K on each axis; K^P at most 4 million
   */
  public BoxGrid(List<Uniform> axes, int cells) {
    this.axes = List.copyOf(axes);
    this.cells = cells;
    if (axes.isEmpty() || cells < 1 || Math.pow(cells, axes.size()) > MOST_POINTS) {
      throw new IllegalArgumentException(
          "expected at least one axis and at most %d cells, got %d to the power %d"
              .formatted(MOST_POINTS, cells, axes.size()));
    }
  }

  /** K^P. */
  public int size() {
    return (int) Math.round(Math.pow(cells, axes.size()));
  }

  /** Middle of each cell, [K^P, P] row-major; the last axis runs fastest. */
  public double[] points() {
    int parameters = axes.size();
    double[] points = new double[size() * parameters];
    for (int i = 0; i < size(); i++) {
      for (int p = 0; p < parameters; p++) {
        points[i * parameters + p] = middle(p, place(i, p));
      }
    }
    return points;
  }

  /** Middles of the cells along axis {@code p}, shape [K]. */
  public List<Double> middles(int p) {
    List<Double> middles = new ArrayList<>();
    for (int k = 0; k < cells; k++) {
      middles.add(middle(p, k));
    }
    return middles;
  }

  /**
   * Share of each cell, summing to 1.
   *
   * @param logDensities at {@link #points}, nats up to a constant, shape [K^P]
   */
  public double[] masses(double[] logDensities) {
    if (logDensities.length != size()) {
      throw new IllegalArgumentException(
          "expected log densities [%d], got [%d]".formatted(size(), logDensities.length));
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (double value : logDensities) {
      highest = Math.max(highest, value);
    }
    if (!Double.isFinite(highest)) {
      throw new IllegalArgumentException("expected a finite log density, got at most " + highest);
    }
    double[] masses = new double[size()];
    double sum = 0;
    for (int i = 0; i < masses.length; i++) {
      masses[i] = Math.exp(logDensities[i] - highest);
      sum += masses[i];
    }
    for (int i = 0; i < masses.length; i++) {
      masses[i] /= sum;
    }
    return masses;
  }

  /** Density of parameter {@code p} alone in each of its cells, per own unit, shape [K]. */
  public List<Double> marginal(double[] masses, int p) {
    double[] sums = new double[cells];
    for (int i = 0; i < masses.length; i++) {
      sums[place(i, p)] += masses[i];
    }
    double width = (axes.get(p).upper() - axes.get(p).lower()) / cells;
    List<Double> densities = new ArrayList<>();
    for (double sum : sums) {
      densities.add(sum / width);
    }
    return densities;
  }

  /** KL(exact || learnt), nats, of two posteriors given by {@link #masses}. */
  public static double divergence(double[] exact, double[] learnt) {
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      if (exact[i] > 0) {
        sum += exact[i] * Math.log(exact[i] / learnt[i]);
      }
    }
    return sum;
  }

  private double middle(int p, int k) {
    Uniform axis = axes.get(p);
    return axis.lower() + (axis.upper() - axis.lower()) * (k + 0.5) / cells;
  }

  /** Which cell of axis {@code p} cell {@code i} lies in. */
  private int place(int i, int p) {
    int rest = i;
    for (int axis = axes.size() - 1; axis > p; axis--) {
      rest /= cells;
    }
    return rest % cells;
  }
}
