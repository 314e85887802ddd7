package io.streambed.topics.model;

import java.util.Optional;

/**
 * What stands on the topic of models.
 *
 * @param newest the last one that was published; of version 0 if there is none
 * @param kept slot of the newest model that may serve, if there is one
 */
public record ModelShelf(PublishedModel newest, Optional<Integer> kept) {
  static final ModelShelf EMPTY = new ModelShelf(new PublishedModel(0, "", 0), Optional.empty());

  /** Where the next model goes. */
  int freeSlot() {
    return kept.map(slot -> 1 - slot).orElse(0);
  }

  /** Whether a model of this version, or of a later one, has been published. */
  boolean has(long version) {
    return version <= newest.version();
  }

  ModelShelf with(PublishedModel model, boolean promoted, int slot) {
    return new ModelShelf(model, promoted ? Optional.of(slot) : kept);
  }

  /** The same after a publication that was read. */
  ModelShelf plus(ModelArrival arrival) {
    return arrival instanceof ModelArrival.Arrived model
        ? with(
            new PublishedModel(model.version(), model.sha256(), 0),
            model.snapshot().promoted(),
            model.slot())
        : this;
  }
}
