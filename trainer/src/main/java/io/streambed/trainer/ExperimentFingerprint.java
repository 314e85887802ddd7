package io.streambed.trainer;

import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.PinnedObservation;
import io.streambed.trainer.checkpoint.Fingerprint;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Takes the fingerprint of an experiment: all on which its model depends, and nothing else. */
final class ExperimentFingerprint {

  private ExperimentFingerprint() {}

  static Fingerprint of(ExperimentSettings experiment, TrainerSettings settings) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("name", experiment.name());
    parts.put("seed", Long.toString(experiment.seed()));
    parts.put("simulator", experiment.simulator().name() + " " + experiment.simulator().version());
    parts.put("simulator.settings", experiment.simulatorSettings().toString());
    parts.put("data", experiment.simulator().dataShape().toString());
    parts.put("prior", experiment.prior().toString());
    parts.put("estimator", experiment.estimator().toString());
    PinnedObservation pinned = experiment.pinned();
    if (pinned != null) {
      parts.put("observation", Arrays.toString(pinned.data().toArray()));
    }
    parts.put("rounds", settings.budget().toString());
    parts.put("optimiser", settings.optimiser().toString());
    parts.put(
        "training.block and training.window",
        "%d and %d".formatted(settings.plan().block(), settings.plan().window()));
    if (settings.plan().runs() > 0) {
      parts.put("training.runs", Long.toString(settings.plan().runs()));
    }
    parts.put("buffer", settings.replay().toString());
    parts.put("narrowing", settings.narrowing().toString());
    parts.put("calibration.every", Integer.toString(settings.calibration().every()));
    parts.put("training.publish-every", Long.toString(settings.publishEvery()));
    return new Fingerprint(parts);
  }
}
