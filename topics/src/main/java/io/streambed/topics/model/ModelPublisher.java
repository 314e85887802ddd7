package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Position;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.publish.Publisher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/** Publishes snapshots: all chunks, and once they are acknowledged the manifest. */
public final class ModelPublisher {
  /** Below every broker's default limit of 1 MiB a record. */
  private static final int CHUNK_BYTES = 880 * 1024;

  private static final int SLOTS = 2;

  private final Publisher<ModelRecord> publisher;

  public ModelPublisher(Publisher<ModelRecord> publisher) {
    this.publisher = publisher;
  }

  /** Ends when the manifest is acknowledged; readers see all of the snapshot or nothing. */
  public CompletionStage<PublishedModel> publish(ModelSnapshot snapshot) {
    byte[] file = TensorFile.write(snapshot.tensors());
    List<ModelRecord.Chunk> chunks = chunks(snapshot.provenance().version(), file);
    ModelRecord.Manifest manifest = manifest(snapshot, file, chunks.size());
    List<CompletableFuture<Position>> sent = new ArrayList<>();
    chunks.forEach(chunk -> sent.add(publisher.publish(chunk).toCompletableFuture()));
    return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
        .thenCompose(all -> publisher.publish(manifest))
        .thenApply(
            position -> new PublishedModel(manifest.version(), manifest.sha256(), file.length));
  }

  private static int slot(long version) {
    return (int) Math.floorMod(version, (long) SLOTS);
  }

  private static List<ModelRecord.Chunk> chunks(long version, byte[] file) {
    List<ModelRecord.Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < file.length; from += CHUNK_BYTES) {
      byte[] content = Arrays.copyOfRange(file, from, Math.min(file.length, from + CHUNK_BYTES));
      chunks.add(
          new ModelRecord.Chunk(
              version, slot(version), chunks.size(), ByteString.fromArrayUnsafe(content)));
    }
    return chunks;
  }

  private static ModelRecord.Manifest manifest(ModelSnapshot snapshot, byte[] file, int chunks) {
    return new ModelRecord.Manifest(
        slot(snapshot.provenance().version()),
        chunks,
        file.length,
        TensorFile.hash(file),
        snapshot.provenance(),
        snapshot.estimator(),
        snapshot.prior(),
        snapshot.proposal(),
        snapshot.dataShape(),
        snapshot.calibration());
  }
}
