package io.streambed.science.posterior;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;

/** Keeps the draws inside the supports of prior and proposal, and counts all. */
final class Sieve {
  private final Prior prior;
  private final Proposal proposal;
  private final int samples;

  /** [samples, P], filled up to {@link #kept}. */
  private final double[] x;

  private int kept;
  private long drawn;
  private long leaked;
  private long inside;

  /** Sum of p~ / p over the draws inside. */
  private double ratios;

  /**
   * @param samples how many draws are wanted
   */
  Sieve(Prior prior, Proposal proposal, int samples) {
    this.prior = prior;
    this.proposal = proposal;
    this.samples = samples;
    x = new double[Math.multiplyExact(samples, prior.size())];
  }

  /** Takes draws in own units, [count, P]. */
  void take(double[] draws) {
    int size = prior.size();
    for (int from = 0; from < draws.length; from += size) {
      double[] one = Arrays.copyOfRange(draws, from, from + size);
      double logRatio = logRatio(one);
      drawn++;
      if (Double.isFinite(logRatio)) {
        inside++;
        ratios += Math.exp(logRatio);
        if (kept < samples) {
          System.arraycopy(one, 0, x, kept++ * size, size);
        }
      }
    }
  }

  /** log p~ - log p; not finite outside. */
  private double logRatio(double[] one) {
    double[] u = prior.toUnbounded(one);
    double logPrior =
        Double.isFinite(prior.logDensity(one)) ? prior.logDensityUnbounded(u) : Double.NaN;
    if (!Double.isFinite(logPrior)) {
      leaked++;
      return Double.NaN;
    }
    return proposal.logDensityUnbounded(prior, u) - logPrior;
  }

  boolean full() {
    return kept == samples;
  }

  /** How many of the draws wanted there are. */
  int kept() {
    return kept;
  }

  long drawn() {
    return drawn;
  }

  /** Draws that should give those missing, by the share inside so far; at most 2^20. */
  int expectedNeed() {
    double share = drawn == 0 ? 1 : (inside + 1.0) / (drawn + 1.0);
    return (int) Math.min(1 << 20, Math.ceil((samples - kept) / share));
  }

  /** Share of all draws inside both supports. */
  double insideShare() {
    return (double) inside / drawn;
  }

  /** Share of all draws outside the prior's support. */
  double leakedShare() {
    return (double) leaked / drawn;
  }

  /** Share outside the proposal's support of those inside the prior's; 0 if there are none. */
  double cutShare() {
    return drawn == leaked ? 0 : 1 - (double) inside / (drawn - leaked);
  }

  /** log Z = log E over the proposal of exp s: with q = p exp s, the mean of p~ / p over q. */
  double logNormaliser() {
    return Math.log(ratios / drawn);
  }

  /** [samples, P]: those kept, over and over where they are too few. */
  double[] draws() {
    int size = prior.size();
    for (int row = kept; row < samples; row++) {
      System.arraycopy(x, (row % kept) * size, x, row * size, size);
    }
    return x;
  }
}
