package io.streambed.topics.publish;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.TopicLayout.Pace;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The producers of this process: one for each pace, shared by all topics of that pace. */
public final class Producers {
  private final Map<Pace, ProducerLane> lanes = new EnumMap<>(Pace.class);
  private final String source;
  private final Tracing tracing;

  private Producers(KafkaSettings settings, Tracing tracing) {
    this.tracing = tracing;
    source = Publisher.source(settings.clientId());
    for (Pace pace : Pace.values()) {
      lanes.put(pace, new ProducerLane(settings, pace));
    }
  }

  /** Nothing is connected before the first record. */
  public static Producers open(KafkaSettings settings, Tracing tracing) {
    return new Producers(settings, tracing);
  }

  /** What publishes to {@code topic}. */
  public <T> Publisher<T> publisher(Topic<T> topic) {
    ProducerLane lane = lanes.get(topic.layout().pace());
    if (lane == null) {
      throw new IllegalStateException("no producer of pace " + topic.layout().pace());
    }
    return new Publisher<>(topic, lane, source, tracing);
  }

  /** Records that were handed over and are not acknowledged yet. */
  public int unacknowledged() {
    return lanes.values().stream().mapToInt(ProducerLane::unacknowledged).sum();
  }

  /**
   * Sends what was handed over, then closes; what is not acknowledged within {@code limit} fails.
   */
  public CompletionStage<Done> close(Duration limit) {
    CompletableFuture<?>[] closed =
        lanes.values().stream().map(lane -> lane.close(limit)).toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(closed).thenApply(done -> Done.getInstance());
  }
}
