package io.streambed.trainer;

import io.streambed.science.Data;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.PinnedObservation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/** What the next round is narrowed around; asked at the end of every round but the last. */
@FunctionalInterface
interface Target {

  /** What is to be narrowed around now; empty if nothing was observed yet. */
  CompletionStage<Optional<Observed>> now();

  /** Nothing can be narrowed around this; it is not given again. */
  default void passOver(Observed odd) {}

  /**
   * @param id of the observation; empty for the record of the experiment
   * @param data y, in the simulator's shape
   */
  record Observed(String id, Data data) {}

  /** As the settings say: the record, or the newest observation of a sensor on its topic. */
  static Target of(
      ExperimentSettings experiment,
      NarrowingSettings settings,
      TopicClient client,
      ActorSystem<?> system) {
    return settings
        .sensor()
        .<Target>map(
            sensor ->
                new NewestObservation(sensor, experiment.simulator().dataShape(), client, system))
        .orElseGet(() -> () -> CompletableFuture.completedFuture(Optional.of(pinned(experiment))));
  }

  /**
   * The record that the experiment is about.
   *
   * @throws IllegalArgumentException if it has none
   */
  static Observed pinned(ExperimentSettings experiment) {
    PinnedObservation pinned = experiment.pinned();
    if (pinned == null) {
      throw new IllegalArgumentException(
          "expected observation.file in experiment %s, since narrowing.steps asks for rounds around an observation"
              .formatted(experiment.name()));
    }
    return new Observed("", pinned.data());
  }
}
