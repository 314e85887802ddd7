package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What parameters of runs are drawn from: the prior, or something narrower around one observation.
 *
 * <p>With negatives from the same proposal the critic's optimum is log p(y|φ) + constant on its
 * support, so the posterior stays prior x exp s there (science: Proposals).
 */
public sealed interface Proposal permits PriorProposal, GaussianProposal, BoxedProposal {

  /** 0 for the prior, then 1, 2, ... in the order of rounds. */
  int id();

  /** One draw φ, shape [P], in the parameters' own units, inside the support. */
  double[] sample(Prior prior, UniformRandomProvider random);

  /**
   * log p~(u), nats, up to one constant for all u, at unbounded coordinates {@code u}, shape [P];
   * negative infinity outside the support.
   */
  double logDensityUnbounded(Prior prior, double[] u);
}
