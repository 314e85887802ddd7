package io.streambed.trainer;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.PinnedObservation;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/** What the next round is narrowed around; asked at the end of every round but the last. */
@FunctionalInterface
interface Target {

  /** What is to be narrowed around now; empty if nothing was observed yet. */
  CompletionStage<Optional<Observed>> now();

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
    List<Integer> shape = experiment.simulator().dataShape();
    return settings
        .sensor()
        .<Target>map(
            sensor ->
                () ->
                    client
                        .intake()
                        .upToNow(client.topics().observations())
                        .runWith(
                            Sink.fold(
                                Optional.empty(),
                                (last, received) -> newer(last, received, sensor, shape)),
                            system))
        .orElseGet(() -> () -> CompletableFuture.completedFuture(Optional.of(pinned(experiment))));
  }

  /**
   * A sensor's observations lie in one partition, so the last that is read is the newest. One that
   * no model can answer is passed over.
   */
  static Optional<Observed> newer(
      Optional<Observed> last, Received<Observation> received, String sensor, List<Integer> shape) {
    return received instanceof Received.Decoded<Observation> decoded
            && decoded.value().sensor().equals(sensor)
            && decoded.value().data().shape().equals(shape)
            && decoded.value().data().isFinite()
        ? Optional.of(new Observed(decoded.value().id(), decoded.value().data()))
        : last;
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
