package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Position;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes snapshots, one after the other: all chunks, and once they are acknowledged the
 * manifest. Of two slots the newest model that may serve keeps one; the next publication goes to
 * the other, whatever went there before, so that a whole model that may serve stays on the topic at
 * any time.
 */
public final class ModelPublisher {
  /** Below every broker's default limit of 1 MiB a record. */
  private static final int CHUNK_BYTES = 880 * 1024;

  /**
   * Of the weights of one model: one chunk of those that are read is left for names and other
   * tensors.
   */
  public static final long MOST_BYTES = (ModelAssembly.MOST_CHUNKS - 1L) * CHUNK_BYTES;

  private final Publisher<ModelRecord> publisher;

  private final Supplier<CompletionStage<Optional<Integer>>> kept;

  /** Ends with the slot that has to be kept, if any; null until it is known. */
  private @Nullable CompletableFuture<Optional<Integer>> keeping;

  private record Written(int slot, PublishedModel model) {}

  /**
   * @param publisher to the topic of the models; nobody else writes there
   * @param kept looks on the topic for the slot of the newest model that may serve; asked before
   *     the first publication, and again if it fails
   */
  public ModelPublisher(
      Publisher<ModelRecord> publisher, Supplier<CompletionStage<Optional<Integer>>> kept) {
    this.publisher = publisher;
    this.kept = kept;
  }

  /** Ends when the manifest is acknowledged; readers see all of the snapshot or nothing. */
  public synchronized CompletionStage<PublishedModel> publish(ModelSnapshot snapshot) {
    CompletableFuture<Optional<Integer>> before = keeping();
    CompletableFuture<Written> written =
        before.thenCompose(slot -> write(snapshot, slot.map(taken -> 1 - taken).orElse(0)));
    keeping =
        written
            .thenApply(done -> snapshot.promoted() ? Optional.of(done.slot()) : before.join())
            .exceptionallyCompose(failure -> before);
    return written.thenApply(Written::model);
  }

  private CompletableFuture<Optional<Integer>> keeping() {
    CompletableFuture<Optional<Integer>> known = keeping;
    return known == null || known.isCompletedExceptionally()
        ? kept.get().toCompletableFuture()
        : known;
  }

  private CompletableFuture<Written> write(ModelSnapshot snapshot, int slot) {
    List<ModelRecord> records = ModelRecords.of(snapshot, slot, CHUNK_BYTES);
    ModelRecord.Manifest manifest = (ModelRecord.Manifest) records.get(records.size() - 1);
    List<CompletableFuture<Position>> chunks =
        records.subList(0, records.size() - 1).stream()
            .map(chunk -> publisher.publish(chunk).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(chunks.toArray(CompletableFuture<?>[]::new))
        .thenCompose(all -> publisher.publish(manifest))
        .thenApply(
            position ->
                new Written(
                    slot,
                    new PublishedModel(
                        manifest.version(), manifest.sha256(), (int) manifest.bytes())));
  }
}
