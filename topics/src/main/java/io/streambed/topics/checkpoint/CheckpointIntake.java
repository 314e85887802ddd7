package io.streambed.topics.checkpoint;

import io.streambed.topics.Topic;
import io.streambed.topics.admin.TopicAdmin;
import io.streambed.topics.codec.CheckpointRecord;
import io.streambed.topics.intake.Intake;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Reads the checkpoints topic, backwards from its end: what compaction has yet to remove is long.
 */
public final class CheckpointIntake {
  private static final int PARTITION = 0;
  private static final long FIRST_LOOK = 64;
  private static final int WIDENING = 4;

  private final Topic<CheckpointRecord> topic;
  private final Intake intake;
  private final TopicAdmin admin;
  private final ClassicActorSystemProvider system;

  /**
   * @param topic of the checkpoints
   * @param admin asked where it begins and ends; stays open
   * @param system in which it is read
   */
  public CheckpointIntake(
      Topic<CheckpointRecord> topic,
      Intake intake,
      TopicAdmin admin,
      ClassicActorSystemProvider system) {
    this.topic = topic;
    this.intake = intake;
    this.admin = admin;
    this.system = system;
  }

  /**
   * checkpoints -> the newest whole one there is now, if any; fails with BrokerException if the
   * brokers do not answer.
   */
  public CompletionStage<Optional<StoredCheckpoint>> newest() {
    return admin
        .beginningOffsets(topic)
        .thenCombine(
            admin.stableOffsets(topic),
            (beginnings, ends) ->
                newest(
                    beginnings.getOrDefault(PARTITION, 0L),
                    ends.getOrDefault(PARTITION, 0L),
                    FIRST_LOOK))
        .thenCompose(found -> found);
  }

  private CompletionStage<Optional<StoredCheckpoint>> newest(long beginning, long end, long span) {
    if (beginning >= end) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    long from = Math.max(beginning, end - span);
    return intake
        .between(topic, Map.of(PARTITION, from), Map.of(PARTITION, end))
        .<CheckpointRecord>mapConcat(
            received ->
                received instanceof Received.Decoded<CheckpointRecord> decoded
                    ? List.of(decoded.value())
                    : List.of())
        .runWith(Sink.fold(new CheckpointAssembly(), CheckpointAssembly::plus), system)
        .thenCompose(
            assembly ->
                from > beginning && (assembly.isIncomplete() || assembly.newest().isEmpty())
                    ? newest(beginning, end, WIDENING * span)
                    : CompletableFuture.completedFuture(assembly.newest()));
  }
}
