package io.streambed.topics.publish;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Writes in transactions under a name of which there is one writer at a time: whoever opens it
 * fences the one before at the brokers, wherever that runs and whatever it believes. Readers of
 * committed records see all of what was published together, or none. Thread-safe.
 */
public final class SoleWriter {
  private final TransactionLane lane;
  private final String source;

  private SoleWriter(TransactionLane lane, String source) {
    this.lane = lane;
    this.source = source;
  }

  /**
   * Begins to open it, and waits for brokers that are away.
   *
   * @param name transactional id, the same in every process that is to take turns
   */
  public static SoleWriter open(KafkaSettings settings, String name) {
    return new SoleWriter(
        new TransactionLane(settings, name), Publisher.source(settings.clientId()));
  }

  /** Done once nobody else writes under this name; fails as {@link #lost}. */
  public CompletionStage<Done> opened() {
    return lane.opened().minimalCompletionStage();
  }

  /**
   * Fails once this writes no more: with {@link Superseded}, or with a BrokerException that says
   * what the brokers refuse. Never completes otherwise.
   */
  public CompletionStage<Done> lost() {
    return lane.lost().minimalCompletionStage();
  }

  /** Whether {@link #lost} has failed. */
  public boolean isLost() {
    return lane.lost().isCompletedExceptionally();
  }

  /** What publishes to {@code topic}; cheap. */
  public <T> Publisher<T> publisher(Topic<T> topic) {
    return new Publisher<>(topic, lane, source, Tracing.OFF);
  }

  /** Sends what was published, then closes; what is not committed within {@code limit} fails. */
  public CompletionStage<Done> close(Duration limit) {
    return lane.close(limit).thenApply(closed -> Done.getInstance());
  }
}
