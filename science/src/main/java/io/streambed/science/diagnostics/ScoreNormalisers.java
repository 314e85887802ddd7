package io.streambed.science.diagnostics;

/**
 * log Z of either side of a critic, from all scores s_ij = s(φ_j, y_i) of N pairs (φ_i, y_i): log
 * Z(y_i) = log E_φ exp s(φ, y_i) and its mirror log Z(φ_j) = log E_y exp s(φ_j, y). One constant
 * for all y and all φ is the optimum of the symmetric loss; a spread over φ, which the posterior
 * takes over as a factor exp(-log Z(φ)), means that posteriors are wrong (see {@link
 * NormaliserSpread}).
 *
 * <p>Each mean leaves out the pair itself, which is no independent draw.
 */
public final class ScoreNormalisers {

  private ScoreNormalisers() {}

  /**
   * log Z(y_i) over the other pairs' parameters, nats, shape [N].
   *
   * @param scores s_ij, shape [N, N] row-major, data by rows
   * @param pairs N, at least 2
   * @throws IllegalArgumentException if the shape differs
   */
  public static double[] overData(float[] scores, int pairs) {
    requireSquare(scores, pairs);
    double[] logNormalisers = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      logNormalisers[i] = logMean(scores, i * pairs, 1, pairs, i);
    }
    return logNormalisers;
  }

  /**
   * log Z(φ_j) over the other pairs' data, nats, shape [N].
   *
   * @param scores s_ij, shape [N, N] row-major, data by rows
   * @param pairs N, at least 2
   * @throws IllegalArgumentException if the shape differs
   */
  public static double[] overParameters(float[] scores, int pairs) {
    requireSquare(scores, pairs);
    double[] logNormalisers = new double[pairs];
    for (int j = 0; j < pairs; j++) {
      logNormalisers[j] = logMean(scores, j, pairs, pairs, j);
    }
    return logNormalisers;
  }

  private static double logMean(float[] scores, int first, int stride, int count, int without) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      highest = k == without ? highest : Math.max(highest, scores[first + k * stride]);
    }
    if (highest == Double.NEGATIVE_INFINITY) {
      return highest;
    }
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += k == without ? 0 : Math.exp(scores[first + k * stride] - highest);
    }
    return highest + Math.log(sum / (count - 1));
  }

  private static void requireSquare(float[] scores, int pairs) {
    if (pairs < 2 || scores.length != (long) pairs * pairs) {
      throw new IllegalArgumentException(
          "expected scores [N, N] of N = %d pairs, at least 2, got %d values"
              .formatted(pairs, scores.length));
    }
  }
}
