package io.streambed.inference;

import io.streambed.science.Data;
import io.streambed.science.posterior.StatisticSampler;
import io.streambed.topics.Session;

/** An observation that a session keeps, with its embedding under one model once it has one. */
final class Seen {
  private final Session.Window window;
  private final long version;
  private final float[] embedding;

  private Seen(Session.Window window, long version, float[] embedding) {
    this.window = window;
    this.version = version;
    this.embedding = embedding;
  }

  /** Without an embedding. */
  static Seen of(Session.Window window) {
    return of(window, 0, new float[0]);
  }

  /** Embedded by model {@code version}; without an embedding where that is empty. */
  static Seen of(Session.Window window, long version, float[] embedding) {
    return new Seen(window, version, embedding);
  }

  /** The same, embedded by {@code sampler}, that of model {@code version}. */
  Seen under(long version, StatisticSampler sampler) {
    return embedding.length > 0 && this.version == version
        ? this
        : new Seen(window, version, sampler.embed(window.data()));
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

  Data data() {
    return window.data();
  }

  /** Empty before {@link #under}; not to be changed. */
  float[] embedding() {
    return embedding;
  }
}
