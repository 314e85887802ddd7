package io.streambed.app.reproduce;

import io.streambed.science.Outcome;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.stream.LongStream;

/** Simulated pairs that no training has seen: runs of numbers that none comes to. */
final class FreshPairs {
  /** Numbers of the runs that posteriors are asked for, from here on. */
  static final long OBSERVATIONS = 1L << 40;

  /** Numbers of the runs that models are judged by, from here on. */
  static final long EVALUATION = OBSERVATIONS + (1L << 32);

  private static final int MOST_RUNS_FOR_A_PAIR = 10;

  private FreshPairs() {}

  /**
   * Pairs of the prior, by the experiment's own seed; runs that fail are passed over.
   *
   * @param from number of the first run
   * @throws IllegalStateException if most runs fail
   */
  static List<Outcome.Pair> of(ExperimentSettings experiment, long from, int count) {
    List<Outcome.Pair> pairs =
        LongStream.range(from, from + (long) MOST_RUNS_FOR_A_PAIR * count)
            .mapToObj(run -> execute(experiment, run))
            .filter(Outcome.Pair.class::isInstance)
            .map(Outcome.Pair.class::cast)
            .limit(count)
            .toList();
    if (pairs.size() < count) {
      throw new IllegalStateException(
          "expected %d pairs of %d runs of simulator %s, got %d; the others failed"
              .formatted(
                  count,
                  MOST_RUNS_FOR_A_PAIR * count,
                  experiment.simulator().name(),
                  pairs.size()));
    }
    return pairs;
  }

  private static Outcome execute(ExperimentSettings experiment, long run) {
    return SimulationRun.execute(
        experiment.simulator(), experiment.prior(), new PriorProposal(), experiment.seed(), run);
  }
}
