package io.streambed.trainer;

import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.RunGenerator;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.plan.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Draws the parameters of a block's first run again, from the planned proposal and the run's own
 * generator, and compares. Pairs that another prior, another proposal of the same number or another
 * seed left on the topic, for example after the checkpoints were removed, do not pass. The
 * simulator's settings leave no trace in the parameters: of them only the version and the shape of
 * the data are compared.
 */
final class DrawnParameters implements Origin {
  /**
   * Largest difference in standard coordinates. The draws are the same but for the last bits of
   * logarithms, in which processors may differ.
   */
  private static final double ROUNDING = 1e-9;

  private final Prior prior;
  private final long seed;

  DrawnParameters(ExperimentSettings experiment) {
    prior = experiment.prior();
    seed = experiment.seed();
  }

  @Override
  public Optional<String> mismatch(List<Outcome> outcomes, RunBlock block) {
    if (outcomes.isEmpty()) {
      return Optional.empty();
    }
    Outcome outcome = outcomes.get(0);
    Parameters got =
        outcome instanceof Outcome.Pair pair
            ? pair.parameters()
            : ((Outcome.Failed) outcome).parameters();
    double[] drawn = block.proposal().sample(prior, RunGenerator.of(seed, outcome.run()));
    return same(drawn, got.toArray())
        ? Optional.empty()
        : Optional.of(
            "block %d: expected parameters %s of run %d, as this experiment's proposal %d draws them, got %s; another prior or another training?"
                .formatted(
                    block.number(),
                    Parameters.of(drawn),
                    outcome.run(),
                    block.proposal().id(),
                    got));
  }

  private boolean same(double[] drawn, double[] got) {
    if (drawn.length != got.length) {
      return false;
    }
    double[] expected = new double[drawn.length];
    double[] actual = new double[drawn.length];
    prior.toStandard(drawn, 0, expected, 0);
    prior.toStandard(got, 0, actual, 0);
    for (int p = 0; p < expected.length; p++) {
      // Written so that NaN differs from everything.
      if (!(Math.abs(expected[p] - actual[p]) <= ROUNDING * (1 + Math.abs(expected[p])))) {
        return false;
      }
    }
    return true;
  }
}
