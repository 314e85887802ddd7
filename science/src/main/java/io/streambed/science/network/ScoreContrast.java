package io.streambed.science.network;

import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.LogSumExp;

/**
 * InfoNCE of a square of scores, s_ij of data i with parameters j (arXiv 2409.18402, equation 5 and
 * its mirror image), in plain loops:
 *
 * <pre>
 * L = -1/B Σ_i [log softmax_j(s_i.)_i + log softmax_i(s_.i)_i]
 * </pre>
 *
 * one term alone for one side.
 *
 * @param loss L, nats
 * @param byScore dL/ds, [B, B] row-major
 */
record ScoreContrast(double loss, float[] byScore) {

  /**
   * @param scores [B, B] row-major
   * @param pairs B
   */
  static ScoreContrast of(Sides sides, float[] scores, int pairs) {
    float[] slopes = new float[scores.length];
    double loss = 0;
    for (int i = 0; i < pairs; i++) {
      if (sides.tellsParameters()) {
        loss += tell(scores, slopes, i * pairs, 1, i, pairs);
      }
      if (sides.tellsData()) {
        loss += tell(scores, slopes, i, pairs, i, pairs);
      }
    }
    return new ScoreContrast(loss / pairs, slopes);
  }

  /** One softmax over the scores {@code from}, {@code from + stride}, ... */
  private static double tell(
      float[] scores, float[] slopes, int from, int stride, int own, int pairs) {
    double log = LogSumExp.of(scores, from, stride, pairs);
    for (int k = 0; k < pairs; k++) {
      slopes[from + k * stride] +=
          Subnormal.flushed(Math.exp(scores[from + k * stride] - log) / pairs);
    }
    slopes[from + own * stride] -= 1f / pairs;
    return log - scores[from + own * stride];
  }
}
