package io.streambed.trainer;

import io.streambed.science.network.Estimators;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.Fingerprint;
import io.streambed.trainer.checkpoint.TopicStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks before any work whether a training can begin, or go on. */
public final class TrainerCheck {

  private TrainerCheck() {}

  /**
   * What can be known without brokers.
   *
   * @throws io.streambed.trainer.checkpoint.CheckpointException if the checkpoint folder cannot be
   *     used, has no room, or holds another experiment
   * @throws IllegalArgumentException if narrowing has no observation, or the estimator cannot learn
   *     by such steps
   */
  public static void check(ExperimentSettings experiment, TrainerSettings settings) {
    if (settings.budget().rounds() > 1
        && experiment.pinned() == null
        && settings.narrowing().sensor().isEmpty()) {
      throw new IllegalArgumentException(
          "expected observation.file, the record that narrowing.steps narrows to, or narrowing.around = newest, in experiment %s"
              .formatted(experiment.name()));
    }
    Estimators.requireFit(experiment.estimator(), settings.optimiser());
    if (settings.checkpoint().store() == TrainerSettings.Checkpoints.Store.DIRECTORY) {
      inFolder(experiment, settings);
    }
  }

  /**
   * Ends with whether there is a checkpoint from which the training goes on; fails with a
   * CheckpointException if it is of another experiment.
   */
  public static CompletionStage<Boolean> resumes(
      ExperimentSettings experiment, TrainerSettings settings, TopicClient client) {
    if (settings.checkpoint().store() == TrainerSettings.Checkpoints.Store.DIRECTORY) {
      return CompletableFuture.completedFuture(inFolder(experiment, settings));
    }
    String topic = client.topics().checkpoints().name();
    Fingerprint expected = ExperimentFingerprint.of(experiment, settings);
    return client
        .checkpoints()
        .newest()
        .thenApply(newest -> newest.map(c -> TopicStore.read(topic, c, expected)).isPresent());
  }

  private static boolean inFolder(ExperimentSettings experiment, TrainerSettings settings) {
    try (CheckpointStore store = CheckpointStore.open(settings.checkpoint().directory())) {
      store.requireRoom(bytes(experiment, settings));
      return store.load(ExperimentFingerprint.of(experiment, settings)).isPresent();
    }
  }

  /** Of a full buffer, all held-out pairs, and the learner's state. */
  private static long bytes(ExperimentSettings experiment, TrainerSettings settings) {
    int parameters = experiment.prior().size();
    List<Integer> shape = experiment.simulator().dataShape();
    long pair =
        parameters + shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    long pairs = settings.replay().capacity() + (long) settings.calibration().keep();
    return Float.BYTES * pair * pairs
        + Estimators.stateBytes(experiment.estimator(), parameters, shape);
  }
}
