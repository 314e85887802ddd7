package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Kullback-Leibler divergence between Gaussians, nats: KL(N0 || N1) = ½ (tr(C1⁻¹ C0) + (m1 - m0)'
 * C1⁻¹ (m1 - m0) - P + log det C1 - log det C0).
 */
public final class GaussianDivergence {

  private GaussianDivergence() {}

  /**
   * KL(N0 || N1).
   *
   * @param mean0 shape [P]
   * @param covariance0 shape [P, P] row-major, symmetric, positive definite
   * @param mean1 shape [P]
   * @param covariance1 as {@code covariance0}
   * @throws IllegalArgumentException if shapes differ or a covariance is not positive definite
   */
  public static double between(
      double[] mean0, double[] covariance0, double[] mean1, double[] covariance1) {
    int p = mean0.length;
    if (mean1.length != p || covariance0.length != p * p || covariance1.length != p * p) {
      throw new IllegalArgumentException(
          "expected means [%d] and covariances [%d, %d], got %d, %d and %d values"
              .formatted(p, p, p, mean1.length, covariance0.length, covariance1.length));
    }
    DMatrixRMaj inverse = new DMatrixRMaj(p, p);
    if (!CommonOps_DDRM.invert(new DMatrixRMaj(p, p, true, covariance1), inverse)) {
      throw new IllegalArgumentException("expected a positive definite covariance1");
    }
    double trace = 0;
    double distance = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        trace += inverse.get(i, j) * covariance0[j * p + i];
        distance += (mean1[i] - mean0[i]) * inverse.get(i, j) * (mean1[j] - mean0[j]);
      }
    }
    return 0.5
        * (trace + distance - p + logDeterminant(covariance1, p) - logDeterminant(covariance0, p));
  }

  /**
   * KL(Gaussian of the draws' weighted mean and covariance || N(mean, covariance)). Even exact
   * draws give about P (P + 3) / (4 S) with S of them.
   */
  public static double of(Draws draws, double[] mean, double[] covariance) {
    int p = draws.parameters();
    double[] ownMean = new double[p];
    for (int i = 0; i < p; i++) {
      ownMean[i] = draws.mean(i);
    }
    double[] own = new double[p * p];
    for (int s = 0; s < draws.size(); s++) {
      for (int i = 0; i < p; i++) {
        double weighted = draws.weight(s) * (draws.get(s, i) - ownMean[i]);
        for (int j = 0; j < p; j++) {
          own[i * p + j] += weighted * (draws.get(s, j) - ownMean[j]);
        }
      }
    }
    return between(ownMean, own, mean, covariance);
  }

  private static double logDeterminant(double[] covariance, int p) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(p, true);
    if (!cholesky.decompose(new DMatrixRMaj(p, p, true, covariance.clone()))) {
      throw new IllegalArgumentException(
          "expected a positive definite covariance [%d, %d]".formatted(p, p));
    }
    DMatrixRMaj lower = cholesky.getT(null);
    double sum = 0;
    for (int i = 0; i < p; i++) {
      sum += 2 * Math.log(lower.get(i, i));
    }
    return sum;
  }
}
