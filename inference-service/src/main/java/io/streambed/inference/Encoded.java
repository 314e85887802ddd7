package io.streambed.inference;

import io.streambed.science.diagnostics.HeldOutClouds.Distances;

/**
 * Data as one model sees them: embedded once, for their draws, for their sensor's sum and for how
 * far they lie from the simulations.
 */
final class Encoded {
  private final float[] embedding;
  private final Distances distances;

  /**
   * @param embedding F(y); empty where the model's sampler does not begin with one
   * @param distances to held-out data
   */
  Encoded(float[] embedding, Distances distances) {
    this.embedding = embedding;
    this.distances = distances;
  }

  /** F(y), shape [E]; not to be changed. */
  float[] embedding() {
    return embedding;
  }

  Distances distances() {
    return distances;
  }
}
