package io.streambed.science.network;

import java.util.Arrays;

/**
 * A loss of log densities, with its gradient.
 *
 * @param value nats
 * @param slopes of the loss by each log density, shaped as they are
 */
record DensityLoss(double value, double[] slopes) {

  /**
   * The mean of log p - log q for pairs of the prior, M = 1, and otherwise {@link #atomic}.
   *
   * @param logDensity log q, nats, [B, M]
   * @param logPrior log p in the coordinates of log q, nats, [B, M]
   * @param atoms M, at least 1
   */
  static DensityLoss of(double[] logDensity, double[] logPrior, int atoms) {
    if (atoms > 1) {
      return atomic(logDensity, logPrior, atoms);
    }
    DensityLoss loss = negativeMean(logDensity);
    return new DensityLoss(
        loss.value() + Arrays.stream(logPrior).average().orElseThrow(), loss.slopes());
  }

  /** {@code factor} times this loss. */
  DensityLoss times(double factor) {
    return new DensityLoss(
        factor * value, Arrays.stream(slopes).map(slope -> factor * slope).toArray());
  }

  /**
   * -mean log q, for pairs whose parameters come from the prior.
   *
   * @param logDensity log q(u_i | y_i), [B]
   * @throws IllegalArgumentException if there is none
   */
  static DensityLoss negativeMean(double[] logDensity) {
    if (logDensity.length == 0) {
      throw new IllegalArgumentException("expected log densities [B >= 1], got none");
    }
    double sum = 0;
    double[] slopes = new double[logDensity.length];
    for (int i = 0; i < logDensity.length; i++) {
      sum -= logDensity[i];
      slopes[i] = -1.0 / logDensity.length;
    }
    return new DensityLoss(sum / logDensity.length, slopes);
  }

  /**
   * The atomic loss of NPE-C (arXiv 1905.07488, equation 8), for pairs whose parameters come from
   * any proposal: the mean over i of
   *
   * <pre>
   * -[a_i0 - log Σ_j exp a_ij]      a_ij = log q(u_ij | y_i) - log p(u_ij)
   * </pre>
   *
   * so that q becomes the posterior under the prior p. The logarithm of the sum is taken relative
   * to the highest a of the row.
   *
   * @param logDensity log q(u_ij | y_i), [B, M]; atom 0 of each row is the pair's own
   * @param logPrior log p(u_ij) up to a constant, in the coordinates of u, [B, M]
   * @param atoms M, at least 2
   * @throws IllegalArgumentException if the shapes do not fit, or an atom has no prior density
   */
  static DensityLoss atomic(double[] logDensity, double[] logPrior, int atoms) {
    if (atoms < 2
        || logDensity.length == 0
        || logDensity.length % atoms != 0
        || logPrior.length != logDensity.length) {
      throw new IllegalArgumentException(
          "expected log densities and log priors [B, %d >= 2], got %d and %d values"
              .formatted(atoms, logDensity.length, logPrior.length));
    }
    int pairs = logDensity.length / atoms;
    double sum = 0;
    double[] slopes = new double[logDensity.length];
    double[] a = new double[atoms];
    for (int at = 0; at < slopes.length; at += atoms) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < atoms; j++) {
        requireFinite(logPrior[at + j]);
        a[j] = logDensity[at + j] - logPrior[at + j];
        highest = Math.max(highest, a[j]);
      }
      double total = 0;
      for (int j = 0; j < atoms; j++) {
        slopes[at + j] = Math.exp(a[j] - highest);
        total += slopes[at + j];
      }
      sum += highest + Math.log(total) - a[0];
      for (int j = 0; j < atoms; j++) {
        slopes[at + j] /= total * pairs;
      }
      slopes[at] -= 1.0 / pairs;
    }
    return new DensityLoss(sum / pairs, slopes);
  }

  private static void requireFinite(double logPrior) {
    if (!Double.isFinite(logPrior)) {
      throw new IllegalArgumentException(
          "expected atoms within the prior, got one of log density " + logPrior);
    }
  }
}
