package io.streambed.trainer.tracking;

import io.streambed.topics.experiment.CheckedSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a training is tracked; no model depends on it.
 *
 * @param tensorBoard folder of event files, which each experiment has a folder of its own in; empty
 *     for none
 * @param mlflow a server of MLflow; empty for none
 */
public record TrackingSettings(Optional<Path> tensorBoard, Optional<MlflowSettings> mlflow) {
  /** Nowhere. */
  public static final TrackingSettings NONE =
      new TrackingSettings(Optional.empty(), Optional.empty());

  /** Reads them of section training. */
  public static TrackingSettings from(CheckedSettings training) {
    return new TrackingSettings(
        training.has("tensorboard.directory")
            ? Optional.of(Path.of(training.text("tensorboard.directory")))
            : Optional.empty(),
        MlflowSettings.from(training.section("mlflow")));
  }
}
