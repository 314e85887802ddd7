package io.streambed.science.network;

import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** All that one kind of estimator brings, under its settings: how it learns and what it becomes. */
interface EstimatorFamily {

  /** A learner at step 0, with random parts that {@code seed} determines. */
  Learner begin(LearningTask task, Standardisation standardisation, long seed);

  /**
   * A learner that goes on from {@code state}.
   *
   * @throws IllegalArgumentException if the state is of another estimator
   */
  Learner resume(LearningTask task, LearnerState state);

  /**
   * Copies {@link Learner#tensors} into an estimator.
   *
   * @param proposal what the training pairs were drawn from
   * @throws IllegalArgumentException naming the tensor that is missing, unknown, of a wrong shape
   *     or not finite
   */
  PosteriorEstimator load(
      Prior prior, Proposal proposal, List<Integer> dataShape, SortedMap<String, Tensor> tensors);

  /**
   * Most 32-bit values that a model's tensors hold, standardisation apart; nothing is made.
   *
   * @param parameters P
   * @throws IllegalArgumentException if the estimator cannot read data of that shape
   * @throws ArithmeticException if they are more than an array holds
   */
  int values(int parameters, List<Integer> dataShape);

  /** Arrays of that many values that a learner's state holds. */
  int stateArrays();

  /** Most 32-bit values that a state holds besides. */
  default int remembered() {
    return 0;
  }

  /**
   * @throws IllegalArgumentException saying what was expected, if it cannot learn by these steps
   */
  void requireFit(TrainingSettings training);
}
