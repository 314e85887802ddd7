package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Position;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Publishes snapshots: all chunks, and once they are acknowledged the manifest. */
public final class ModelPublisher {
  /** Below every broker's default limit of 1 MiB a record. */
  private static final int CHUNK_BYTES = 880 * 1024;

  private final Publisher<ModelRecord> publisher;

  public ModelPublisher(Publisher<ModelRecord> publisher) {
    this.publisher = publisher;
  }

  /** Ends when the manifest is acknowledged; readers see all of the snapshot or nothing. */
  public CompletionStage<PublishedModel> publish(ModelSnapshot snapshot) {
    List<ModelRecord> records = ModelRecords.of(snapshot, CHUNK_BYTES);
    ModelRecord.Manifest manifest = (ModelRecord.Manifest) records.get(records.size() - 1);
    List<CompletableFuture<Position>> chunks =
        records.subList(0, records.size() - 1).stream()
            .map(chunk -> publisher.publish(chunk).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(chunks.toArray(CompletableFuture<?>[]::new))
        .thenCompose(all -> publisher.publish(manifest))
        .thenApply(
            position ->
                new PublishedModel(manifest.version(), manifest.sha256(), (int) manifest.bytes()));
  }
}
