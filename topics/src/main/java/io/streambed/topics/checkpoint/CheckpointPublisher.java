package io.streambed.topics.checkpoint;

import io.streambed.topics.Position;
import io.streambed.topics.codec.CheckpointRecord;
import io.streambed.topics.publish.Publisher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/**
 * Checkpoint -> checkpoints: all chunks, and once they are acknowledged the manifest. Not in one
 * transaction, which would hold up all else that its writer has to send; a torn checkpoint leaves
 * the one before, in the other slot, as it was.
 */
public final class CheckpointPublisher {
  /** Below every broker's default limit of 1 MiB a record. */
  private static final int CHUNK_BYTES = 880 * 1024;

  private final Publisher<CheckpointRecord> publisher;

  /**
   * @param publisher to the topic of the checkpoints; nobody else writes there
   */
  public CheckpointPublisher(Publisher<CheckpointRecord> publisher) {
    this.publisher = publisher;
  }

  /**
   * Ends when the manifest is acknowledged; one checkpoint at a time.
   *
   * @param number one more than that of the newest whole one, so that it takes the other slot
   */
  public CompletionStage<Position> publish(long number, ByteString content) {
    byte[] bytes = content.toArrayUnsafe();
    int slot = (int) (number % 2);
    List<CompletableFuture<Position>> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
      chunks.add(
          publisher
              .publish(
                  new CheckpointRecord.Chunk(
                      number, slot, chunks.size(), ByteString.fromArrayUnsafe(chunk)))
              .toCompletableFuture());
    }
    CheckpointRecord manifest =
        new CheckpointRecord.Manifest(
            number, slot, chunks.size(), bytes.length, CheckpointAssembly.hash(bytes));
    return CompletableFuture.allOf(chunks.toArray(CompletableFuture<?>[]::new))
        .thenCompose(all -> publisher.publish(manifest));
  }
}
