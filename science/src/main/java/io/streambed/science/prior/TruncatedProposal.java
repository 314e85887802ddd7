package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The prior cut to a box (truncated sequential estimation, Deistler, Goncalves and Macke, arXiv
 * 2210.04815). Inside, its density is the prior's up to a constant.
 *
 * @param id number of the round, at least 1 (0 is the prior)
 * @param box its support
 */
public record TruncatedProposal(int id, UnitBox box) implements BoxedProposal {

  /**
   * @throws IllegalArgumentException if the id is none of a round
   */
  public TruncatedProposal {
    if (id < 1) {
      throw new IllegalArgumentException("expected the id of a round, at least 1, got " + id);
    }
  }

  @Override
  public double[] sample(Prior prior, UniformRandomProvider random) {
    return box.sample(prior, random);
  }

  /** {@inheritDoc} Normalised: the constant is log 1. */
  @Override
  public double logDensityUnbounded(Prior prior, double[] u) {
    return box.contains(prior, u)
        ? prior.logDensityUnbounded(u) - box.logVolume()
        : Double.NEGATIVE_INFINITY;
  }
}
