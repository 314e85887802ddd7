package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;

/** The prior itself as a proposal, with id 0. */
public record PriorProposal() implements Proposal {

  @Override
  public int id() {
    return 0;
  }

  @Override
  public double[] sample(Prior prior, UniformRandomProvider random) {
    return prior.sample(random);
  }

  @Override
  public double logDensityUnbounded(Prior prior, double[] u) {
    return prior.logDensityUnbounded(u);
  }
}
