package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Position;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes snapshots, one after the other: all chunks, and once they are acknowledged the
 * manifest. Two slots take turns, so that the former model stays whole while the next one is
 * written, also where versions are left out or a publication fails. The first publication of a
 * process goes to the slot of its version's parity.
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

  /** Ends with the slot of the newest whole model, or with none before the first. */
  private CompletableFuture<Optional<Integer>> newest =
      CompletableFuture.completedFuture(Optional.empty());

  private record Written(int slot, PublishedModel model) {}

  /**
   * @param publisher to the topic of the models; nobody else writes there
   */
  public ModelPublisher(Publisher<ModelRecord> publisher) {
    this.publisher = publisher;
  }

  /** Ends when the manifest is acknowledged; readers see all of the snapshot or nothing. */
  public synchronized CompletionStage<PublishedModel> publish(ModelSnapshot snapshot) {
    CompletableFuture<Optional<Integer>> former = newest;
    CompletableFuture<Written> written =
        former.thenCompose(slot -> write(snapshot, next(slot, snapshot)));
    newest =
        written.thenApply(done -> Optional.of(done.slot())).exceptionallyCompose(failure -> former);
    return written.thenApply(Written::model);
  }

  private static int next(Optional<Integer> newest, ModelSnapshot snapshot) {
    return newest
        .map(slot -> 1 - slot)
        .orElseGet(() -> Math.floorMod(snapshot.provenance().version(), 2));
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
