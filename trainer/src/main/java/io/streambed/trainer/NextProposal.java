package io.streambed.trainer;

import io.streambed.science.Draws;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.KernelProposal;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import io.streambed.science.prior.TruncatedProposal;
import io.streambed.science.prior.UnitBox;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** A round's proposal, of the kind that the settings ask for, made of weighted draws. */
final class NextProposal {

  private NextProposal() {}

  /**
   * @param draws of the posterior, tempered for a tempered proposal, in own units
   * @param id number of the round that draws from it, at least 1
   * @param random the only source of randomness
   * @throws IllegalArgumentException if a parameter is the same in all draws
   */
  static Proposal around(
      Prior prior, Draws draws, int id, NarrowingSettings settings, UniformRandomProvider random) {
    return switch (settings.kind()) {
      case GAUSSIAN ->
          GaussianProposal.around(
              id,
              prior,
              unbounded(prior, draws),
              draws.weights(),
              settings.spreadOf(id),
              settings.supportMass());
      case TRUNCATED -> new TruncatedProposal(id, box(prior, draws, settings.box()));
      case TEMPERED, POSTERIOR -> {
        NarrowingSettings.Mixture mixture = settings.mixture();
        Kernels kernels =
            Kernels.around(
                prior,
                unbounded(prior, draws),
                draws.weights(),
                mixture.centres(),
                settings.spreadOf(id),
                random);
        UnitBox box = box(prior, draws, settings.box());
        yield KernelProposal.cut(id, prior, box, kernels, mixture.defensiveShare(), random);
      }
    };
  }

  private static UnitBox box(Prior prior, Draws draws, NarrowingSettings.Box box) {
    return UnitBox.around(prior, draws.toArray(), draws.weights(), box.outside(), box.margin());
  }

  private static double[] unbounded(Prior prior, Draws draws) {
    int size = prior.size();
    double[] x = draws.toArray();
    double[] u = new double[x.length];
    for (int from = 0; from < x.length; from += size) {
      double[] row = prior.toUnbounded(Arrays.copyOfRange(x, from, from + size));
      System.arraycopy(row, 0, u, from, size);
    }
    return u;
  }
}
