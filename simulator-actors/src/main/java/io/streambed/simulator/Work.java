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
 * @param simulatorVersion name and version of the simulator, asked once
 */
record Work(Simulator simulator, Prior prior, long seed, String simulatorVersion) {

  Work(Simulator simulator, Prior prior, long seed) {
    this(simulator, prior, seed, simulator.name() + " " + simulator.version());
  }

  static Work of(ExperimentSettings experiment) {
    return new Work(experiment.simulator(), experiment.prior(), experiment.seed());
  }

  /**
   * The run at {@code index} of {@code block}, whoever executes it. A simulator that misbehaves
   * around its simulation fails the run too.
   *
   * @throws IllegalArgumentException if the block's proposal draws no parameters of this prior
   */
  Outcome execute(RunBlock block, int index) {
    long run = block.firstRun() + index;
    try {
      return SimulationRun.execute(simulator, prior, block.proposal(), seed, run);
    } catch (RuntimeException | LinkageError misbehaved) {
      return SimulationRun.threw(prior, block.proposal(), seed, run, misbehaved);
    }
  }

  /** What fills its place if it is given up. */
  Failed timedOut(RunBlock block, int index, Duration limit) {
    return SimulationRun.timedOut(prior, block.proposal(), seed, block.firstRun() + index, limit);
  }

  OutcomeBlock outcomes(RunBlock block, BlockOutcomes outcomes) {
    return new OutcomeBlock(block.number(), outcomes.all(), simulatorVersion, seed);
  }
}
