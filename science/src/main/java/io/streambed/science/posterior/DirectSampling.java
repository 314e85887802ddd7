package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from an estimator that can be drawn from itself. What falls outside the prior's support, or
 * outside the proposal's, of which nothing is known, is drawn again; both shares are reported.
 */
public final class DirectSampling {
  /** Draws in all for one that was asked for, before it is given up. */
  private static final int MOST_TRIES = 100;

  /** Draws between two looks at the deadline. */
  private static final int MOST_AT_ONCE = 2048;

  /** Fewest draws, so that shares are worth reporting. */
  private static final int FEWEST_AT_ONCE = 256;

  private final Prior prior;
  private final Proposal proposal;

  /**
   * @param prior the true prior
   * @param proposal in whose support draws have to be
   */
  public DirectSampling(Prior prior, Proposal proposal) {
    this.prior = prior;
    this.proposal = proposal;
  }

  /** Where draws of one observation's posterior come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * So many draws in own units, shape [count, P] row-major; they need not be inside the prior.
     */
    double[] draw(int count, UniformRandomProvider random);
  }

  /**
   * Draws for one observation. The least it does, whatever the deadline, is one call of {@code
   * source}.
   *
   * @param source of density p exp s in all of space, normalised
   * @param samples how many, at least 1
   * @param effectiveSize of the draws, 1 to {@code samples}
   * @param acceptance as the estimator has it; NaN for the share of draws that were inside
   * @throws IllegalStateException if no draw is inside the support: the estimator is broken
   */
  public Sampled sample(
      Source source,
      int samples,
      double effectiveSize,
      double acceptance,
      Deadline deadline,
      UniformRandomProvider random) {
    if (samples < 1) {
      throw new IllegalArgumentException("expected at least 1 sample, got " + samples);
    }
    Sieve sieve = new Sieve(prior, proposal, samples);
    do {
      int count = Math.max(FEWEST_AT_ONCE, Math.min(MOST_AT_ONCE, sieve.expectedNeed()));
      sieve.take(source.draw(count, random));
    } while (!sieve.full() && sieve.drawn() < (long) MOST_TRIES * samples && !deadline.passed());
    if (sieve.kept() == 0) {
      throw new IllegalStateException(
          "expected draws inside the proposal's support, got none of " + sieve.drawn());
    }
    Trust trust =
        new Trust(
            Math.min(effectiveSize, sieve.kept()),
            Double.isNaN(acceptance) ? sieve.insideShare() : acceptance,
            Double.NaN,
            sieve.logNormaliser(),
            Double.NaN,
            Double.NaN,
            sieve.cutShare(),
            Double.NaN,
            sieve.leakedShare());
    Status unfinished = deadline.passed() ? Status.DEADLINE : Status.DEGRADED;
    return new Sampled(
        Draws.of(prior.size(), sieve.draws()),
        trust,
        Sampler.DIRECT,
        sieve.full() ? Status.COMPLETE : unfinished);
  }
}
