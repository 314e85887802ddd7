package io.streambed.science;

import java.util.Arrays;

/**
 * Weighted draws of P parameters: values [S, P] row-major, weights [S] that sum to 1. Immutable.
 */
public final class Draws {
  private final int parameters;
  private final double[] values;
  private final double[] weights;

  private Draws(int parameters, double[] values, double[] weights) {
    this.parameters = parameters;
    this.values = values;
    this.weights = weights;
  }

  /** Equally weighted draws; copies {@code values}, shape [S, P] row-major. */
  public static Draws of(int parameters, double[] values) {
    double[] weights = new double[values.length / Math.max(1, parameters)];
    Arrays.fill(weights, 1.0 / Math.max(1, weights.length));
    return of(parameters, values, weights);
  }

  /**
   * Copies {@code values}, shape [S, P] row-major, and {@code weights}, shape [S], which are
   * normalised to sum to 1.
   *
   * @throws IllegalArgumentException if the shapes differ, or the weights are not finite,
   *     non-negative and positive in sum
   */
  public static Draws of(int parameters, double[] values, double[] weights) {
    if (parameters < 1 || weights.length < 1 || values.length != parameters * weights.length) {
      throw new IllegalArgumentException(
          "expected values [S, P] for S = %d weights and P = %d, got %d values"
              .formatted(weights.length, parameters, values.length));
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("expected weights >= 0, got " + weight);
      }
      sum += weight;
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected weights of a positive, finite sum, got " + sum);
    }
    double[] normalised = weights.clone();
    for (int s = 0; s < normalised.length; s++) {
      normalised[s] /= sum;
    }
    return new Draws(parameters, values.clone(), normalised);
  }

  /** S, the number of draws. */
  public int size() {
    return weights.length;
  }

  /** P, the number of parameters. */
  public int parameters() {
    return parameters;
  }

  /** Parameter {@code p} of draw {@code s}. */
  public double get(int s, int p) {
    return values[s * parameters + p];
  }

  /** Weight of draw {@code s}; all sum to 1. */
  public double weight(int s) {
    return weights[s];
  }

  /** A copy of the values, shape [S, P] row-major. */
  public double[] toArray() {
    return values.clone();
  }

  /** A copy of the weights, shape [S]. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The first {@code count} draws, at most {@link #size}, with their weights normalised anew; this
   * object if that is all of them.
   */
  public Draws first(int count) {
    return count == size()
        ? this
        : of(parameters, Arrays.copyOf(values, count * parameters), Arrays.copyOf(weights, count));
  }

  /** A copy of parameter {@code p} over all draws, shape [S]. */
  public double[] column(int p) {
    double[] column = new double[size()];
    for (int s = 0; s < column.length; s++) {
      column[s] = get(s, p);
    }
    return column;
  }

  /** Weighted mean of parameter {@code p}. */
  public double mean(int p) {
    double mean = 0;
    for (int s = 0; s < size(); s++) {
      mean += weights[s] * get(s, p);
    }
    return mean;
  }

  /** Weighted standard deviation of parameter {@code p}, without a small-sample correction. */
  public double deviation(int p) {
    double mean = mean(p);
    double variance = 0;
    for (int s = 0; s < size(); s++) {
      double d = get(s, p) - mean;
      variance += weights[s] * d * d;
    }
    return Math.sqrt(variance);
  }

  /**
   * Smallest value of parameter {@code p} whose weighted share at or below is {@code q}, 0 to 1.
   */
  public double quantile(int p, double q) {
    return equallyWeighted() ? plainQuantile(p, q) : weightedQuantile(p, q);
  }

  private boolean equallyWeighted() {
    for (double weight : weights) {
      if (weight != weights[0]) {
        return false;
      }
    }
    return true;
  }

  /** As of any weights, tens of times as fast. */
  private double plainQuantile(int p, double q) {
    double[] ascending = column(p);
    Arrays.sort(ascending);
    double share = 0;
    for (double value : ascending) {
      share += weights[0];
      if (share >= q - 1e-12) {
        return value;
      }
    }
    return ascending[ascending.length - 1];
  }

  private double weightedQuantile(int p, double q) {
    Integer[] order = new Integer[size()];
    Arrays.setAll(order, s -> s);
    Arrays.sort(order, (a, b) -> Double.compare(get(a, p), get(b, p)));
    double share = 0;
    for (Integer s : order) {
      share += weights[s];
      if (share >= q - 1e-12) {
        return get(s, p);
      }
    }
    return get(order[order.length - 1], p);
  }
}
