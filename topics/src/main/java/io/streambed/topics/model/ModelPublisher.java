package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes snapshots, one after the other: all chunks and the manifest together. Of two slots the
 * newest model that may serve keeps one; the next publication goes to the other, whatever went
 * there before, so that a whole model that may serve stays on the topic at any time. A version that
 * is on the topic is not written again.
 */
public final class ModelPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(ModelPublisher.class);

  /** Below every broker's default limit of 1 MiB a record. */
  private static final int CHUNK_BYTES = 880 * 1024;

  /**
   * Of the weights of one model: one chunk of those that are read is left for names and other
   * tensors.
   */
  public static final long MOST_BYTES = (ModelAssembly.MOST_CHUNKS - 1L) * CHUNK_BYTES;

  private final Publisher<ModelRecord> publisher;
  private final Supplier<CompletionStage<ModelShelf>> found;

  /** Ends with what stands on the topic; null until it is known. */
  private @Nullable CompletableFuture<ModelShelf> shelf;

  /**
   * @param publisher to the topic of the models; nobody else writes there
   * @param found looks at the topic; asked before the first publication, and again if it fails
   */
  public ModelPublisher(
      Publisher<ModelRecord> publisher, Supplier<CompletionStage<ModelShelf>> found) {
    this.publisher = publisher;
    this.found = found;
  }

  /**
   * Ends, with the newest model of the topic, when all of it is acknowledged or was there before;
   * readers see all of the snapshot or nothing.
   */
  public synchronized CompletionStage<PublishedModel> publish(ModelSnapshot snapshot) {
    CompletableFuture<ModelShelf> before = shelf();
    CompletableFuture<ModelShelf> after = before.thenCompose(known -> put(snapshot, known));
    shelf = after.exceptionallyCompose(failure -> before);
    return after.thenApply(ModelShelf::newest);
  }

  private CompletableFuture<ModelShelf> shelf() {
    CompletableFuture<ModelShelf> known = shelf;
    return known == null || known.isCompletedExceptionally()
        ? found.get().toCompletableFuture()
        : known;
  }

  private CompletionStage<ModelShelf> put(ModelSnapshot snapshot, ModelShelf known) {
    int slot = known.freeSlot();
    List<ModelRecord> records = ModelRecords.of(snapshot, slot, CHUNK_BYTES);
    ModelRecord.Manifest manifest = (ModelRecord.Manifest) records.get(records.size() - 1);
    if (known.has(manifest.version())) {
      // A trainer that went on from a checkpoint comes by the models after it once more. They have
      // the same weights, unless its
      // budget is one of time.
      LOG.info(
          "model {} was published before ({}), this one is {}",
          manifest.version(),
          known.newest(),
          manifest.sha256());
      return CompletableFuture.completedFuture(known);
    }
    PublishedModel model =
        new PublishedModel(manifest.version(), manifest.sha256(), (int) manifest.bytes());
    return publisher
        .publishTogether(records)
        .thenApply(position -> known.with(model, snapshot.promoted(), slot));
  }
}
