package io.streambed.trainer;

import io.streambed.science.Observation;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The newest observation of a sensor on its topic. They lie in one partition, so the last that is
 * read is the newest. One that no model can answer, or that was passed over, does not count.
 */
final class NewestObservation implements Target {
  private final String sensor;
  private final List<Integer> shape;
  private final TopicClient client;
  private final ActorSystem<?> system;
  private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

  NewestObservation(String sensor, List<Integer> shape, TopicClient client, ActorSystem<?> system) {
    this.sensor = sensor;
    this.shape = shape;
    this.client = client;
    this.system = system;
  }

  @Override
  public CompletionStage<Optional<Observed>> now() {
    return client
        .intake()
        .upToNow(client.topics().observations())
        .runWith(Sink.fold(Optional.empty(), this::newer), system);
  }

  @Override
  public void passOver(Observed odd) {
    passedOver.add(odd.id());
  }

  private Optional<Observed> newer(Optional<Observed> last, Received<Observation> received) {
    return received instanceof Received.Decoded<Observation> decoded && counts(decoded.value())
        ? Optional.of(new Observed(decoded.value().id(), decoded.value().data()))
        : last;
  }

  private boolean counts(Observation observation) {
    return observation.sensor().equals(sensor)
        && observation.data().shape().equals(shape)
        && observation.data().isFinite()
        && !passedOver.contains(observation.id());
  }
}
