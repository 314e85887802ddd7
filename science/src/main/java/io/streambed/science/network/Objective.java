package io.streambed.science.network;

import io.streambed.science.Outcome;
import java.util.List;

/**
 * What the weights of one estimator minimise, on pairs of one proposal. A function of its
 * arguments, of the seed it was made with, and of what it remembers.
 *
 * <p>Holds memory that the engine looks into: one call at a time.
 */
interface Objective {

  /** Names, shapes and starting values of the weights. */
  WeightLayout layout();

  /**
   * @throws IllegalArgumentException if there are too few pairs, or a shape is wrong
   */
  void requirePairs(List<Outcome.Pair> pairs);

  /**
   * Loss of a batch, and its gradient.
   *
   * @param weights the flat array of {@link #layout}; not changed
   * @param step number of the step, from 0: with the seed it determines whatever is random
   * @param gradient takes the gradient by every weight, laid out alike
   * @return nats
   */
  double step(float[] weights, List<Outcome.Pair> batch, long step, float[] gradient);

  /** Loss of a batch alone, nats, without anything random. */
  double loss(float[] weights, List<Outcome.Pair> batch);

  /** What it remembers from step to step beside the weights, copied: for most nothing. */
  default List<float[]> memory() {
    return List.of();
  }

  /**
   * Goes on from {@link #memory}.
   *
   * @throws IllegalArgumentException if it is that of another objective
   */
  default void recall(List<float[]> memory) {
    if (!memory.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the state of a learner that remembers nothing, got %d more arrays"
              .formatted(memory.size()));
    }
  }

  /** Runs {@code update}, which changes {@code weights} by Adam's rule, and sets limits to it. */
  default void update(float[] weights, Runnable update) {
    update.run();
  }

  /** τ under {@code weights}; NaN where there is none. */
  default double temperature(float[] weights) {
    return Double.NaN;
  }
}
