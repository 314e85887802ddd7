package io.streambed.science.prior;

/** Mean [P] and covariance [P, P] of weighted draws. */
final class WeightedMoments {

  /**
   * Relative widening of the variances that makes a rank-deficient covariance positive definite.
   */
  private static final double RIDGE = 1e-6;

  private final double[] mean;
  private final double[] covariance;

  private WeightedMoments(double[] mean, double[] covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /**
   * @param rows shape [S, P] row-major
   * @param weights shape [S], not negative, sum above 0
   * @throws IllegalArgumentException if the shapes differ or the weights are no weights
   */
  static WeightedMoments of(double[] rows, double[] weights, int size) {
    double total = requireWeights(rows, weights, size);
    double[] mean = new double[size];
    for (int s = 0; s < weights.length; s++) {
      for (int p = 0; p < size; p++) {
        mean[p] += weights[s] / total * rows[s * size + p];
      }
    }
    double[] covariance = new double[size * size];
    for (int s = 0; s < weights.length; s++) {
      for (int p = 0; p < size; p++) {
        double scaled = weights[s] / total * (rows[s * size + p] - mean[p]);
        for (int q = 0; q < size; q++) {
          covariance[p * size + q] += scaled * (rows[s * size + q] - mean[q]);
        }
      }
    }
    return new WeightedMoments(mean, covariance);
  }

  /** The sum of the weights; refuses draws that are not [S, P] and weights that are none. */
  static double requireWeights(double[] rows, double[] weights, int size) {
    if (rows.length != weights.length * size) {
      throw new IllegalArgumentException(
          "expected draws [%d, %d], got %d values".formatted(weights.length, size, rows.length));
    }
    double total = 0;
    for (double weight : weights) {
      total += weight < 0 ? Double.NaN : weight;
    }
    if (!(total > 0) || Double.isInfinite(total)) {
      throw new IllegalArgumentException(
          "expected weights >= 0 with a finite sum above 0, got a sum of " + total);
    }
    return total;
  }

  /** Shape [P]. */
  double[] mean() {
    return mean.clone();
  }

  /**
   * {@code spread}² times the covariance, shape [P, P] row-major, its variances widened by one in a
   * million.
   *
   * @throws IllegalArgumentException if a coordinate does not vary or the spread is not above 0
   */
  double[] covariance(double spread) {
    if (!(spread > 0)) {
      throw new IllegalArgumentException("expected spread > 0, got " + spread);
    }
    int size = mean.length;
    double[] wide = new double[covariance.length];
    for (int p = 0; p < size; p++) {
      if (!(covariance[p * size + p] > 0)) {
        throw new IllegalArgumentException(
            "expected draws that vary in every coordinate, got a variance of %s in coordinate %d"
                .formatted(covariance[p * size + p], p));
      }
      for (int q = 0; q < size; q++) {
        // The mean of both triangles: sums in another order differ by rounding.
        double value = (covariance[p * size + q] + covariance[q * size + p]) / 2;
        wide[p * size + q] = spread * spread * value * (p == q ? 1 + RIDGE : 1);
      }
    }
    return wide;
  }
}
