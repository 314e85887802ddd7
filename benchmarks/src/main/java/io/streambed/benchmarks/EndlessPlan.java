package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Experiments whose training goes on for longer than any benchmark. */
final class EndlessPlan {
  private static final long ENDLESS = 1_000_000;

  private EndlessPlan() {}

  /** The experiment with an endless last round. */
  static ExperimentPlan lastRound(String experiment, DataDirectory data) {
    Map<String, Object> overrides = overrides(data);
    List<Long> rounds =
        new ArrayList<>(ExperimentPlan.load(experiment, overrides).trainer().budget().roundSteps());
    if (rounds.size() > 1) {
      rounds.set(rounds.size() - 1, ENDLESS);
      overrides.put("narrowing.steps", rounds);
    } else {
      overrides.put("training.steps", 0);
    }
    return ExperimentPlan.load(experiment, overrides);
  }

  /** The experiment without rounds, over the whole prior, without an end. */
  static ExperimentPlan overThePrior(String experiment, DataDirectory data) {
    Map<String, Object> overrides = overrides(data);
    overrides.put("narrowing.steps", List.of());
    overrides.put("training.steps", 0);
    return ExperimentPlan.load(experiment, overrides);
  }

  private static Map<String, Object> overrides(DataDirectory data) {
    Map<String, Object> overrides = new TreeMap<>();
    overrides.put("training.minutes", 0);
    overrides.put("checkpoint.directory", data.checkpoints().toString());
    return overrides;
  }
}
