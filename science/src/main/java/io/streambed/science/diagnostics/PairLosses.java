package io.streambed.science.diagnostics;

import io.streambed.science.LogSumExp;

/**
 * Symmetric InfoNCE of each of N held-out pairs among all of them, whatever estimator gave the
 * scores:
 *
 * <pre>
 * l_i = log Σ_j exp s_ij + log Σ_j exp s_ji - 2 s_ii        i data, j parameters
 * </pre>
 *
 * Their mean is the loss of Embed and Emulate (arXiv 2409.18402) for a batch of N.
 */
public final class PairLosses {

  private PairLosses() {}

  /**
   * The losses, nats, shape [N].
   *
   * @param scores s_ij, shape [N, N] row-major: row i is of the data of pair i, column j of the
   *     parameters of pair j
   * @param pairs N, at least 2
   * @throws IllegalArgumentException if the shape is wrong
   */
  public static double[] of(float[] scores, int pairs) {
    if (pairs < 2 || scores.length != pairs * pairs) {
      throw new IllegalArgumentException(
          "expected scores [N, N] of at least 2 pairs, got %d values for %d pairs"
              .formatted(scores.length, pairs));
    }
    double[] losses = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      double own = scores[i * pairs + i];
      losses[i] =
          LogSumExp.of(scores, i * pairs, 1, pairs)
              + LogSumExp.of(scores, i, pairs, pairs)
              - 2 * own;
    }
    return losses;
  }
}
