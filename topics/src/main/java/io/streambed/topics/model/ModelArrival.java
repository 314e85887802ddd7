package io.streambed.topics.model;

import io.streambed.science.ModelSnapshot;
import java.time.Instant;

/** A publication of a model as it was read. */
public sealed interface ModelArrival {

  /** Version of the model; 0 where it cannot be known. */
  long version();

  /**
   * A whole model whose bytes gave the announced hash.
   *
   * @param snapshot the model
   * @param slot 0 or 1, where it lies
   * @param sha256 of its weights, 64 hex digits
   * @param published when its manifest was written
   */
  record Arrived(ModelSnapshot snapshot, int slot, String sha256, Instant published)
      implements ModelArrival {
    @Override
    public long version() {
      return snapshot.provenance().version();
    }
  }

  /**
   * A publication that must not be used.
   *
   * @param version of the model; 0 where it cannot be known
   * @param cause what is wrong with it
   */
  record Refused(long version, String cause) implements ModelArrival {}
}
