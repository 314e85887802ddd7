package io.streambed.science.posterior;

import io.streambed.science.Data;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws from p(φ | y) of one model. One sampler serves many threads. */
@FunctionalInterface
public interface PosteriorSampler {

  /**
   * Draws for one observation, inside the proposal's support; deterministic in the generator's
   * state unless the deadline strikes.
   *
   * @param data y, in the shape of the simulator
   * @param samples how many draws, at least 1
   * @throws IllegalArgumentException if the data have another shape or no finite embedding
   * @throws IllegalStateException if the model says nothing finite of any draw: it is broken
   */
  Sampled sample(Data data, int samples, Deadline deadline, UniformRandomProvider random);
}
