package io.streambed.science.network;

import io.streambed.science.Outcome;
import java.util.List;

/**
 * What the weights of one estimator minimise, on pairs of one proposal. A function of its arguments
 * and of the seed it was made with.
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

  /** Runs {@code update}, which changes {@code weights} by Adam's rule, and sets limits to it. */
  default void update(float[] weights, Runnable update) {
    update.run();
  }

  /** τ under {@code weights}; NaN where there is none. */
  default double temperature(float[] weights) {
    return Double.NaN;
  }
}
