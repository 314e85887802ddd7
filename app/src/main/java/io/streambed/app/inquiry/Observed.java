package io.streambed.app.inquiry;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/** observations -> what was observed, of which a posterior says the id alone. */
public final class Observed {
  private final ActorSystem<?> system;
  private final TopicClient client;

  /**
   * @param client of the experiment's topics; stays open
   */
  public Observed(ActorSystem<?> system, TopicClient client) {
    this.system = system;
    this.client = client;
  }

  /**
   * Whether the observation that {@code posterior} answers was {@code data}, and nothing else was
   * sent under its id; false if the topic does not keep it any more. Reads the whole topic.
   */
  public CompletionStage<Boolean> was(Data data, Posterior posterior) {
    return client
        .intake()
        .upToNow(client.topics().observations())
        .collectType(Received.Decoded.class)
        .map(decoded -> (Observation) decoded.value())
        .filter(observation -> isOf(posterior, observation))
        .map(observation -> observation.data().equals(data))
        .runWith(Sink.seq(), system)
        .thenApply(same -> !same.isEmpty() && !same.contains(false));
  }

  /** Ids are unique within a sensor alone. */
  static boolean isOf(Posterior posterior, Observation observation) {
    return posterior.sensor().equals(observation.sensor())
        && posterior.observation().equals(observation.id());
  }
}
