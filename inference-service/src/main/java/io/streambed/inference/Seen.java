package io.streambed.inference;

import io.streambed.science.Data;
import io.streambed.topics.Session;

/** An observation that a session keeps, and what one model makes of it once one has seen it. */
final class Seen {
  private final Session.Window window;
  private final long version;
  private final float[] embedding;
  private final boolean doubtful;

  private Seen(Session.Window window, long version, float[] embedding, boolean doubtful) {
    this.window = window;
    this.version = version;
    this.embedding = embedding;
    this.doubtful = doubtful;
  }

  /** Seen by no model. */
  static Seen of(Session.Window window) {
    return new Seen(window, 0, new float[0], false);
  }

  /** As {@code model} sees it, which {@code encoded} says. */
  static Seen of(Session.Window window, ServedModel model, Encoded encoded) {
    return new Seen(
        window, model.provenance().version(), encoded.embedding(), model.isDoubtful(encoded));
  }

  /** The same, as {@code model} sees it. */
  Seen under(ServedModel model) {
    return version == model.provenance().version()
        ? this
        : of(window, model, model.encode(window.data()));
  }

  /** Whether no value of the embedding is infinite or not a number. */
  boolean isFinite() {
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  Session.Window window() {
    return window;
  }

  String id() {
    return window.observation();
  }

  Data data() {
    return window.data();
  }

  /** F(y); empty before {@link #under}, and of a model without; not to be changed. */
  float[] embedding() {
    return embedding;
  }

  /** Whether it is doubtful by itself; false before {@link #under}. */
  boolean isDoubtful() {
    return doubtful;
  }
}
