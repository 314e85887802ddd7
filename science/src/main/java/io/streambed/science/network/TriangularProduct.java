package io.streambed.science.network;

/**
 * The linear map z = L U x + b of rows of P values: L lower triangular with a diagonal of 1, U
 * upper triangular with a diagonal of exp(d), so that it is always invertible and log |det| = Σ d
 * (arXiv 1807.03039, section 3.2).
 */
final class TriangularProduct {
  private final float[] factors;
  private final float[] offset;
  private final double[] diagonal;
  private final int size;

  /**
   * @param factors L below the diagonal, d on it, U above, [P, P]; not to be changed
   * @param offset b, [P]; not to be changed
   */
  TriangularProduct(float[] factors, float[] offset) {
    this.factors = factors;
    this.offset = offset;
    size = offset.length;
    diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      diagonal[i] = Math.exp(factors[i * size + i]);
    }
  }

  /** log |det L U|. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += factors[i * size + i];
    }
    return sum;
  }

  /** [B, P] to [B, P]. */
  double[] forward(double[] x) {
    double[] z = new double[x.length];
    double[] middle = new double[size];
    for (int at = 0; at < x.length; at += size) {
      upper(x, at, middle);
      for (int i = 0; i < size; i++) {
        double sum = offset[i] + middle[i];
        for (int j = 0; j < i; j++) {
          sum += factors[i * size + j] * middle[j];
        }
        z[at + i] = sum;
      }
    }
    return z;
  }

  /** The x of each z, [B, P] to [B, P]. */
  double[] inverse(double[] z) {
    double[] x = new double[z.length];
    double[] middle = new double[size];
    for (int at = 0; at < z.length; at += size) {
      for (int i = 0; i < size; i++) {
        double sum = z[at + i] - offset[i];
        for (int j = 0; j < i; j++) {
          sum -= factors[i * size + j] * middle[j];
        }
        middle[i] = sum;
      }
      for (int i = size - 1; i >= 0; i--) {
        double sum = middle[i];
        for (int j = i + 1; j < size; j++) {
          sum -= factors[i * size + j] * middle[j];
        }
        middle[i] = sum / diagonal[i];
        x[at + i] = middle[i];
      }
    }
    return x;
  }

  /**
   * Gradient of a loss that sees z and log |det|.
   *
   * @param x as {@link #forward} got it, [B, P]
   * @param byZ slopes of the loss by z, [B, P]
   * @param byLogDeterminant slope of the loss by log |det|
   * @param byFactors [P, P], 0 before
   * @param byOffset [P], 0 before
   * @return slopes by x, [B, P]
   */
  double[] backward(
      double[] x, double[] byZ, double byLogDeterminant, double[] byFactors, double[] byOffset) {
    double[] byX = new double[x.length];
    double[] middle = new double[size];
    double[] byMiddle = new double[size];
    for (int at = 0; at < x.length; at += size) {
      upper(x, at, middle);
      for (int i = size - 1; i >= 0; i--) {
        double slope = byZ[at + i];
        byOffset[i] += slope;
        byMiddle[i] = slope;
        for (int j = i + 1; j < size; j++) {
          byMiddle[i] += factors[j * size + i] * byZ[at + j];
        }
        for (int j = 0; j < i; j++) {
          byFactors[i * size + j] += slope * middle[j];
        }
      }
      for (int i = 0; i < size; i++) {
        double own = byMiddle[i] * diagonal[i];
        byFactors[i * size + i] += own * x[at + i];
        for (int j = i + 1; j < size; j++) {
          byFactors[i * size + j] += byMiddle[i] * x[at + j];
        }
        for (int j = 0; j < i; j++) {
          own += factors[j * size + i] * byMiddle[j];
        }
        byX[at + i] = own;
      }
    }
    for (int i = 0; i < size; i++) {
      byFactors[i * size + i] += byLogDeterminant;
    }
    return byX;
  }

  /** U x of one row. */
  private void upper(double[] x, int at, double[] middle) {
    for (int i = 0; i < size; i++) {
      double sum = diagonal[i] * x[at + i];
      for (int j = i + 1; j < size; j++) {
        sum += factors[i * size + j] * x[at + j];
      }
      middle[i] = sum;
    }
  }
}
