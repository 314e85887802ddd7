package io.streambed.science.prior;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/** The lower triangular L of a covariance L L', shape [P, P]. */
final class CholeskyFactor {

  /** Relative asymmetry that counts as rounding. */
  private static final double ASYMMETRY = 1e-9;

  private final double[] lower;
  private final int size;

  private CholeskyFactor(double[] lower, int size) {
    this.lower = lower;
    this.size = size;
  }

  /**
   * @param covariance shape [P, P] row-major
   * @throws IllegalArgumentException unless it is finite, symmetric and positive definite
   */
  static CholeskyFactor of(double[] covariance, int size) {
    requireSymmetric(covariance, size);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(size, true);
    if (!cholesky.decompose(new DMatrixRMaj(size, size, true, covariance.clone()))) {
      throw new IllegalArgumentException(
          "expected a positive definite covariance [%d, %d]".formatted(size, size));
    }
    return new CholeskyFactor(cholesky.getT(null).data, size);
  }

  private static void requireSymmetric(double[] covariance, int size) {
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        double a = covariance[row * size + column];
        double b = covariance[column * size + row];
        double scale = Math.sqrt(covariance[row * size + row] * covariance[column * size + column]);
        if (!(Math.abs(a - b) <= ASYMMETRY * scale)) {
          throw new IllegalArgumentException(
              "expected a finite symmetric covariance, got %s at [%d, %d] and %s at [%d, %d]"
                  .formatted(a, row, column, b, column, row));
        }
      }
    }
  }

  /** log det L, half the log determinant of the covariance. */
  double logDeterminant() {
    double sum = 0;
    for (int p = 0; p < size; p++) {
      sum += Math.log(lower[p * size + p]);
    }
    return sum;
  }

  /** mean + L z, shape [P]. */
  double[] transform(double[] mean, double[] z) {
    double[] u = mean.clone();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        u[row] += lower[row * size + column] * z[column];
      }
    }
    return u;
  }

  /** |L⁻¹ (u - mean)|². */
  double squaredDistance(double[] mean, double[] u) {
    double squares = 0;
    for (double z : solve(mean, u)) {
      squares += z * z;
    }
    return squares;
  }

  /** L⁻¹ (u - mean), shape [P], by forward substitution. */
  double[] solve(double[] mean, double[] u) {
    double[] z = new double[size];
    for (int row = 0; row < size; row++) {
      double rest = u[row] - mean[row];
      for (int column = 0; column < row; column++) {
        rest -= lower[row * size + column] * z[column];
      }
      z[row] = rest / lower[row * size + row];
    }
    return z;
  }

  /** L'⁻¹ z, shape [P], by backward substitution. */
  double[] solveTransposed(double[] z) {
    double[] u = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = z[row];
      for (int below = row + 1; below < size; below++) {
        rest -= lower[below * size + row] * u[below];
      }
      u[row] = rest / lower[row * size + row];
    }
    return u;
  }
}
