package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from an estimator that can be drawn from itself. What falls outside the proposal's support,
 * of which nothing is known, is drawn again, and its share reported as cut.
 */
public final class DirectSampling {
  private static final int MOST_ROUNDS = 100;

  private final Prior prior;
  private final Proposal proposal;

  /**
   * @param prior the true prior, whose unbounded coordinates draws are in
   * @param proposal in whose support they have to be
   */
  public DirectSampling(Prior prior, Proposal proposal) {
    this.prior = prior;
    this.proposal = proposal;
  }

  /** Where draws of one observation's posterior come from. */
  @FunctionalInterface
  public interface Source {
    /** So many draws in unbounded coordinates, shape [count, P] row-major. */
    double[] draw(int count, UniformRandomProvider random);
  }

  /**
   * Draws for one observation.
   *
   * @param samples how many, at least 1
   * @param effectiveSize of the draws, 1 to {@code samples}
   * @param acceptance as the estimator has it, NaN where it has none
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
    int p = prior.size();
    double[] x = new double[samples * p];
    int kept = 0;
    long drawn = 0;
    long inside = 0;
    boolean again = true;
    for (int round = 0; kept < samples && again; round++) {
      double[] u = source.draw(samples, random);
      for (int row = 0; row < samples; row++) {
        double[] one = Arrays.copyOfRange(u, row * p, (row + 1) * p);
        drawn++;
        if (Double.isFinite(proposal.logDensityUnbounded(prior, one))) {
          inside++;
          if (kept < samples) {
            System.arraycopy(prior.fromUnbounded(one), 0, x, kept++ * p, p);
          }
        }
      }
      again = round + 1 < MOST_ROUNDS && !deadline.passed();
    }
    if (kept == 0) {
      throw new IllegalStateException(
          "expected draws inside the proposal's support, got none of " + drawn);
    }
    for (int row = kept; row < samples; row++) {
      System.arraycopy(x, (row % kept) * p, x, row * p, p);
    }
    Trust trust =
        new Trust(
            Math.min(effectiveSize, kept),
            acceptance,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            1 - (double) inside / drawn,
            Double.NaN);
    Status unfinished = deadline.passed() ? Status.DEADLINE : Status.DEGRADED;
    return new Sampled(
        Draws.of(p, x), trust, Sampler.DIRECT, kept == samples ? Status.COMPLETE : unfinished);
  }
}
