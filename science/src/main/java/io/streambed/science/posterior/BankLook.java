package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.diagnostics.ParetoTail;

/**
 * What draws of the bank, from the first on, say of an observation. Dear figures are computed when
 * they are asked for. Not thread-safe.
 */
final class BankLook {
  private final double[] scores;
  private final double[] logWeights;
  private final double[] weights;
  private final double effective;
  private final double acceptance;
  private double paretoK = Double.NaN;
  private boolean knowsTail;

  BankLook(Bank bank, double[] scores) {
    this.scores = scores;
    logWeights = bank.logWeights(scores);
    weights = LogWeights.relative(logWeights, 1);
    effective = EffectiveSampleSize.of(weights);
    acceptance = Rejection.acceptance(weights);
  }

  boolean saysNothing() {
    return effective == 0;
  }

  /** log w, shape [N]. */
  double[] logWeights() {
    return logWeights;
  }

  /** w / max w, shape [N]. */
  double[] weights() {
    return weights;
  }

  /** Effective size of the weights. */
  double effective() {
    return effective;
  }

  /** Share that rejection is expected to accept. */
  double acceptance() {
    return acceptance;
  }

  /** N. */
  int size() {
    return weights.length;
  }

  /** log Z(y). */
  double logNormaliser() {
    return Bank.logNormaliser(scores);
  }

  /** Of the weights' tail. */
  double paretoK() {
    if (!knowsTail) {
      paretoK = ParetoTail.shape(logWeights);
      knowsTail = true;
    }
    return paretoK;
  }
}
