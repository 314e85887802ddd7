package io.streambed.simulator;

import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Failed;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.experiment.ExperimentSettings;
import java.time.Duration;

/**
 * What every run of an experiment has in common.
 *
 * @param simulator shared by all workers
 * @param prior over its parameters
 * @param seed the experiment's seed
 */
record Work(Simulator simulator, Prior prior, long seed) {

  static Work of(ExperimentSettings experiment) {
    return new Work(experiment.simulator(), experiment.prior(), experiment.seed());
  }

  /** The run at {@code index} of {@code block}, whoever executes it. */
  Outcome execute(RunBlock block, int index) {
    return SimulationRun.execute(
        simulator, prior, block.proposal(), seed, block.firstRun() + index);
  }

  /** What fills its place if it is given up. */
  Failed timedOut(RunBlock block, int index, Duration limit) {
    return SimulationRun.timedOut(prior, block.proposal(), seed, block.firstRun() + index, limit);
  }

  OutcomeBlock outcomes(RunBlock block, BlockOutcomes outcomes) {
    return new OutcomeBlock(block.number(), outcomes.all(), simulatorVersion(), seed);
  }

  String simulatorVersion() {
    return simulator.name() + " " + simulator.version();
  }
}
