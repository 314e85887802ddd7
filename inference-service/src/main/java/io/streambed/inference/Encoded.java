package io.streambed.inference;

import io.streambed.science.Observation;
import io.streambed.science.diagnostics.HeldOutClouds.Distances;

/**
 * An observation as one model sees it: embedded once, for its draws, for its sensor's sum and for
 * how far it lies from the simulations.
 */
final class Encoded {
  private final Observation observation;
  private final float[] embedding;
  private final Distances distances;

  /**
   * @param embedding F(y); empty where the model's sampler does not begin with one
   * @param distances to held-out data
   */
  Encoded(Observation observation, float[] embedding, Distances distances) {
    this.observation = observation;
    this.embedding = embedding;
    this.distances = distances;
  }

  Observation observation() {
    return observation;
  }

  /** F(y), shape [E]; not to be changed. */
  float[] embedding() {
    return embedding;
  }

  Distances distances() {
    return distances;
  }
}
