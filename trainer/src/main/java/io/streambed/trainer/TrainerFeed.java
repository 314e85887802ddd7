package io.streambed.trainer;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** The one stream of pairs that feeds a trainer at a time. Used by one actor. */
final class TrainerFeed {
  private final ExperimentSettings experiment;
  private final TopicClient client;
  private final ActorSystem<?> system;
  private final Outlet<DeadLetter> deadLetters;
  private PairIntake.@Nullable Running running;

  TrainerFeed(ExperimentSettings experiment, TopicClient client, ActorSystem<?> system) {
    this.experiment = experiment;
    this.client = client;
    this.system = system;
    deadLetters = client.publisher(client.topics().deadLetters())::publish;
  }

  /**
   * Feeds {@code trainer} from now on.
   *
   * @param offsets of the next pairs, by partition
   */
  PairIntake.Running begin(ActorRef<Trainer.Command> trainer, Map<Integer, Long> offsets) {
    PairIntake.Running begun =
        PairIntake.graph(
                client.intake().assigned(client.topics().pairs(), offsets),
                OutcomeOrigin.of(experiment),
                trainer,
                system.scheduler(),
                deadLetters)
            .run(system);
    running = begun;
    return begun;
  }

  /** Takes note that a stream has ended; whether it is the one that feeds. */
  boolean ended(PairIntake.Running stream) {
    boolean current = stream == running;
    if (current) {
      running = null;
    }
    return current;
  }

  /** Ends the stream at once, if one runs. */
  void abort() {
    PairIntake.Running current = running;
    if (current != null) {
      running = null;
      current.abort().shutdown();
      current.control().drain();
    }
  }
}
