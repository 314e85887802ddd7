package io.streambed.science.network;

/**
 * The loss of contrastive neural ratio estimation (NRE-C, arXiv 2210.06170) and its gradient by the
 * scores h, in double precision.
 *
 * <p>Each item of data has its own parameters, score h_0, and K contrasts, h_1 to h_K. With Z_A = K
 * + γ Σ_{1..K} e^{h_k} and Z_B = K + γ Σ_{0..K-1} e^{h_k}:
 *
 * <pre>
 * L = -1/(1+γ) log(K / Z_A) - γ/(1+γ) log(γ e^{h_0} / Z_B)
 * dL/dh_k = 1/(1+γ) [k > 0] γ e^{h_k} / Z_A + γ/(1+γ) ([k < K] γ e^{h_k} / Z_B - [k = 0])
 * </pre>
 *
 * <p>Both terms share K - 1 contrasts: each is an unbiased estimate of its own expectation. γ = K =
 * 1 is NRE-A, γ to infinity NRE-B. Exponents are taken against their largest.
 */
final class NreCLoss {

  private NreCLoss() {}

  /**
   * Sum of L over items.
   *
   * @param scores h, [K + 1, N] row-major: row 0 the pairs' own
   * @param items N
   * @param odds γ
   * @param scale factor on the gradient
   * @param slopes takes scale * dL/dh, [K + 1, N]
   * @return nats, not scaled
   */
  static double of(float[] scores, int items, double odds, double scale, float[] slopes) {
    int contrasts = scores.length / items - 1;
    double sum = 0;
    for (int n = 0; n < items; n++) {
      double logA = logSum(scores, items, n, 1, contrasts, odds);
      double logB = logSum(scores, items, n, 0, contrasts - 1, odds);
      sum -= (Math.log(contrasts) - logA) / (1 + odds);
      sum -= (Math.log(odds) + scores[n] - logB) * odds / (1 + odds);
      for (int k = 0; k <= contrasts; k++) {
        double logWeight = Math.log(odds) + scores[k * items + n];
        double independent = k > 0 ? Math.exp(logWeight - logA) : 0;
        double joint = (k < contrasts ? Math.exp(logWeight - logB) : 0) - (k == 0 ? 1 : 0);
        slopes[k * items + n] =
            Subnormal.flushed(scale * (independent + odds * joint) / (1 + odds));
      }
    }
    return sum;
  }

  /** log(K + γ Σ e^{h_k}) over k from {@code first} to {@code last}. */
  private static double logSum(
      float[] scores, int items, int item, int first, int last, double odds) {
    double none = Math.log(scores.length / items - 1);
    double highest = none;
    for (int k = first; k <= last; k++) {
      highest = Math.max(highest, Math.log(odds) + scores[k * items + item]);
    }
    double sum = Math.exp(none - highest);
    for (int k = first; k <= last; k++) {
      sum += Math.exp(Math.log(odds) + scores[k * items + item] - highest);
    }
    return highest + Math.log(sum);
  }
}
