package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Outcome;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Blocks of pairs of the lynx-hare model, as the simulators publish them. */
final class PairBlocks {
  /** Pairs in a block. */
  static final int PAIRS = 256;

  private static final int DISTINCT = 16;

  private final List<OutcomeBlock> blocks;

  private PairBlocks(List<OutcomeBlock> blocks) {
    this.blocks = blocks;
  }

  /** Simulates the contents that are used in turn. */
  static PairBlocks simulate() {
    ExperimentSettings experiment = ExperimentPlan.load("lynx-hare", Map.of()).experiment();
    return new PairBlocks(
        IntStream.range(0, DISTINCT).mapToObj(block -> block(experiment, block)).toList());
  }

  /** Block {@code number}, with simulated contents. */
  OutcomeBlock get(long number) {
    OutcomeBlock contents = blocks.get((int) (number % DISTINCT));
    return new OutcomeBlock(number, contents.outcomes(), contents.simulator(), contents.seed());
  }

  private static OutcomeBlock block(ExperimentSettings experiment, long number) {
    List<Outcome> outcomes =
        LongStream.range(0, Long.MAX_VALUE)
            .mapToObj(
                run ->
                    SimulationRun.execute(
                        experiment.simulator(),
                        experiment.prior(),
                        new PriorProposal(),
                        experiment.seed() + number,
                        run))
            .filter(Outcome.Pair.class::isInstance)
            .limit(PAIRS)
            .toList();
    String simulator = experiment.simulator().name() + " " + experiment.simulator().version();
    return new OutcomeBlock(number, outcomes, simulator, experiment.seed());
  }
}
