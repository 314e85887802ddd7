package io.streambed.science.network;

import io.streambed.science.prior.Prior;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;

/**
 * The coordinates that a flow lives in, w = W (c(x) - m): whitened standard coordinates c of
 * parameters x, see {@link Standardisation}. They cover all of space, and where the prior is
 * bounded by uniform walls more than its support.
 */
final class FlowCoordinates {
  private final Prior prior;
  private final Standardisation standardisation;
  private final float[] mean;

  /** W⁻¹, [P, P]. */
  private final double[] inverse;

  /** log |det W|. */
  private final double logDeterminant;

  /**
   * @throws IllegalArgumentException if the whitening cannot be inverted
   */
  FlowCoordinates(Prior prior, Standardisation standardisation) {
    this.prior = prior;
    this.standardisation = standardisation;
    mean = standardisation.arrays().get(0);
    float[] whitening = standardisation.arrays().get(1);
    int size = mean.length;
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int i = 0; i < whitening.length; i++) {
      matrix.set(i, whitening[i]);
    }
    LUDecomposition_F64<DMatrixRMaj> factors = DecompositionFactory_DDRM.lu(size, size);
    if (!factors.decompose(matrix.copy()) || factors.isSingular()) {
      throw new IllegalArgumentException(
          "expected an invertible matrix in tensor %s, got %s"
              .formatted(Standardisation.WHITENING, Arrays.toString(whitening)));
    }
    DMatrixRMaj upper = factors.getUpper(null);
    double sum = 0;
    for (int p = 0; p < size; p++) {
      sum += Math.log(Math.abs(upper.get(p, p)));
    }
    logDeterminant = sum;
    CommonOps_DDRM.invert(matrix);
    inverse = matrix.getData();
  }

  /** w of the first {@code count} rows of {@code x}, [N, P] in own units: [count, P]. */
  float[] of(double[] x, int count) {
    return Whitened.of(standardisation, prior, x, count).values();
  }

  /**
   * log p(w) = log p(x) - log |dw/dx| of the first {@code count} rows of {@code x}, [N, P] in own
   * units, nats: [count]; negative infinity outside the prior's support.
   */
  double[] logPrior(double[] x, int count) {
    int size = prior.size();
    double[] logPrior = new double[count];
    for (int row = 0; row < count; row++) {
      double[] one = Arrays.copyOfRange(x, row * size, (row + 1) * size);
      double logDensity = prior.logDensity(one);
      logPrior[row] =
          Double.isFinite(logDensity)
              ? logDensity - prior.logStandardSlope(one) - logDeterminant
              : Double.NEGATIVE_INFINITY;
    }
    return logPrior;
  }

  /** Own units of {@code w}, both [N, P]; where none have such coordinates, outside the prior. */
  double[] toOwnUnits(float[] w) {
    int size = prior.size();
    double[] x = new double[w.length];
    double[] c = new double[size];
    for (int at = 0; at < w.length; at += size) {
      for (int q = 0; q < size; q++) {
        double sum = mean[q];
        for (int p = 0; p < size; p++) {
          sum += inverse[q * size + p] * w[at + p];
        }
        c[q] = sum;
      }
      prior.fromStandard(c, 0, x, at);
    }
    return x;
  }
}
