package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.network.Critic;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Trainer -> models. Calibrates and publishes one snapshot after the other, away from the trainer's
 * thread; of those that wait meanwhile only the newest goes out. Used by one actor.
 */
final class SnapshotPublisher {
  private final ExperimentSettings experiment;
  private final Outlet<ModelSnapshot> models;
  private final Calibrator calibrator;
  private final Executor executor;
  private boolean busy;
  private @Nullable SnapshotDraft waiting;

  SnapshotPublisher(
      ExperimentSettings experiment,
      Outlet<ModelSnapshot> models,
      Calibrator calibrator,
      Executor executor) {
    this.experiment = experiment;
    this.models = models;
    this.calibrator = calibrator;
    this.executor = executor;
  }

  /**
   * Begins with this draft; empty if another is on its way, after which it will be {@link #next}.
   */
  Optional<CompletionStage<Ending>> publish(SnapshotDraft draft) {
    if (busy) {
      waiting = draft;
      return Optional.empty();
    }
    busy = true;
    return Optional.of(
        CompletableFuture.supplyAsync(() -> snapshot(draft), executor)
            .thenCompose(
                snapshot ->
                    models.publish(snapshot).thenApply(done -> new Ending.Published(snapshot))));
  }

  /** To be called when a publication has ended: begins with the one that waits, if any. */
  Optional<CompletionStage<Ending>> next() {
    busy = false;
    SnapshotDraft draft = waiting;
    waiting = null;
    return draft == null ? Optional.empty() : publish(draft);
  }

  private ModelSnapshot snapshot(SnapshotDraft draft) {
    return new ModelSnapshot(
        draft.provenance(),
        experiment.estimator(),
        experiment.prior(),
        draft.proposal(),
        experiment.simulator().dataShape(),
        draft.tensors(),
        calibration(draft).orElse(null));
  }

  private Optional<Calibration> calibration(SnapshotDraft draft) {
    try (Critic critic =
        Critic.load(
            experiment.estimator(),
            experiment.prior(),
            experiment.simulator().dataShape(),
            draft.tensors())) {
      return calibrator.calibrate(critic, draft);
    }
  }
}
