package io.streambed.trainer.checkpoint;

import io.streambed.topics.checkpoint.CheckpointIntake;
import io.streambed.topics.checkpoint.CheckpointPublisher;
import io.streambed.topics.checkpoint.StoredCheckpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.util.ByteString;

/**
 * Checkpoints on a topic, where a trainer on any machine finds them. That one process at a time
 * writes is for its publisher to see to.
 */
public final class TopicStore implements CheckpointStore {
  private static final Duration SAVE_LIMIT = Duration.ofSeconds(15);
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);

  private final String topic;
  private final CheckpointIntake intake;
  private final CheckpointPublisher publisher;
  private long number;
  private Progress saved = Progress.START;

  /**
   * @param topic its name, for errors
   * @param publisher that no other process writes beside
   */
  public TopicStore(String topic, CheckpointIntake intake, CheckpointPublisher publisher) {
    this.topic = topic;
    this.intake = intake;
    this.publisher = publisher;
  }

  /** Room is for whoever runs the brokers to see to. */
  @Override
  public void requireRoom(long bytes) {}

  @Override
  public synchronized void save(Checkpoint checkpoint) {
    if (checkpoint.progress().isBehind(saved)) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CheckpointCodec.write(checkpoint, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    await(
        "written",
        publisher.publish(number + 1, ByteString.fromArrayUnsafe(bytes.toByteArray())),
        SAVE_LIMIT);
    number++;
    saved = checkpoint.progress();
  }

  @Override
  public synchronized Optional<Checkpoint> load(Fingerprint expected) {
    Optional<StoredCheckpoint> newest = await("read", intake.newest(), LOAD_LIMIT);
    newest.ifPresent(stored -> number = stored.number());
    return newest.map(stored -> read(topic, stored, expected));
  }

  /**
   * The checkpoint in {@code stored}.
   *
   * @throws CheckpointException if it is of another experiment, or of a layout that is not known
   */
  public static Checkpoint read(String topic, StoredCheckpoint stored, Fingerprint expected) {
    String which = "checkpoint %d of topic %s".formatted(stored.number(), topic);
    try {
      Checkpoint checkpoint =
          CheckpointCodec.decode(new ByteArrayInputStream(stored.content().toArrayUnsafe()));
      checkpoint.requireOf(
          expected, which, "To begin anew give the experiment another name, or delete its topics");
      return checkpoint;
    } catch (IOException | IllegalArgumentException unknown) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(which, unknown.getMessage()), unknown);
    }
  }

  @Override
  public void close() {}

  private <T> T await(String done, CompletionStage<T> stage, Duration limit) {
    try {
      return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new CheckpointException(
          "no checkpoint of topic %s was %s within %d s; do the brokers answer?"
              .formatted(topic, done, limit.toSeconds()),
          late);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new CheckpointException(
          "no checkpoint of topic %s could be %s: %s".formatted(topic, done, cause.getMessage()),
          cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CheckpointException("interrupted; no checkpoint was " + done, interrupted);
    }
  }
}
