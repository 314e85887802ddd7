package io.streambed.trainer;

import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.experiment.ExperimentSettings;

/**
 * Where outcomes have to come from.
 *
 * @param simulator name and version
 * @param seed the experiment's
 */
record OutcomeOrigin(String simulator, long seed) {

  static OutcomeOrigin of(ExperimentSettings experiment) {
    return new OutcomeOrigin(
        experiment.simulator().name() + " " + experiment.simulator().version(), experiment.seed());
  }

  boolean is(OutcomeBlock block) {
    return block.seed() == seed && block.simulator().equals(simulator);
  }

  String expectation(OutcomeBlock block) {
    return "block %d: expected outcomes of simulator %s with seed %d, got %s with seed %d"
        .formatted(block.block(), simulator, seed, block.simulator(), block.seed());
  }
}
