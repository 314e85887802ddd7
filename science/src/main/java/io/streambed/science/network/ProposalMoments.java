package io.streambed.science.network;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Mean m, shape [P], and whitening W, shape [P, P], of standard coordinates under a proposal: W
 * diagonal under the prior, whose standard coordinates are uncorrelated, otherwise the inverse of
 * the Cholesky factor of the covariance.
 */
final class ProposalMoments {
  private static final int DRAWS = 16_384;
  private final float[] mean;
  private final float[] whitening;

  private ProposalMoments(float[] mean, float[] whitening) {
    this.mean = mean;
    this.whitening = whitening;
  }

  float[] mean() {
    return mean;
  }

  float[] whitening() {
    return whitening;
  }

  static ProposalMoments of(Prior prior, Proposal proposal, long seed) {
    int size = prior.size();
    UniformRandomProvider random =
        SeededGenerator.of(seed, SeededGenerator.Purpose.PROPOSAL_MOMENTS, proposal.id());
    double[] draws = new double[DRAWS * size];
    double[] mean = new double[size];
    for (int s = 0; s < DRAWS; s++) {
      prior.toStandard(proposal.sample(prior, random), 0, draws, s * size);
      for (int p = 0; p < size; p++) {
        mean[p] += draws[s * size + p] / DRAWS;
      }
    }
    DMatrixRMaj covariance = covariance(draws, mean);
    if (proposal instanceof PriorProposal) {
      clearOffDiagonal(covariance);
    }
    return new ProposalMoments(floats(mean), floats(inverseFactor(covariance).getData()));
  }

  private static DMatrixRMaj covariance(double[] draws, double[] mean) {
    int size = mean.length;
    DMatrixRMaj covariance = new DMatrixRMaj(size, size);
    for (int s = 0; s < DRAWS; s++) {
      for (int p = 0; p < size; p++) {
        double d = (draws[s * size + p] - mean[p]) / DRAWS;
        for (int q = 0; q < size; q++) {
          covariance.add(p, q, d * (draws[s * size + q] - mean[q]));
        }
      }
    }
    return covariance;
  }

  private static void clearOffDiagonal(DMatrixRMaj matrix) {
    for (int p = 0; p < matrix.numRows; p++) {
      for (int q = 0; q < matrix.numCols; q++) {
        if (p != q) {
          matrix.set(p, q, 0);
        }
      }
    }
  }

  private static DMatrixRMaj inverseFactor(DMatrixRMaj covariance) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(covariance.numRows, true);
    if (!cholesky.decompose(covariance.copy())) {
      throw new IllegalArgumentException(
          "expected a proposal with a positive definite covariance, got " + covariance);
    }
    DMatrixRMaj inverse = cholesky.getT(null);
    CommonOps_DDRM.invert(inverse);
    return inverse;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
