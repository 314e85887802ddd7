package io.streambed.science.network;

/** A kind of estimator whose weights are learnt by gradient steps on one {@link Objective}. */
interface GradientFamily extends EstimatorFamily {

  /**
   * What the weights minimise.
   *
   * @param seed of whatever is random in a step
   */
  Objective objective(LearningTask task, Standardisation standardisation, long seed);

  @Override
  default Learner begin(LearningTask task, Standardisation standardisation, long seed) {
    return GradientLearner.begin(
        objective(task, standardisation, seed), task, standardisation, seed);
  }

  @Override
  default Learner resume(LearningTask task, LearnerState state) {
    Standardisation standardisation = state.standardisation();
    return GradientLearner.resume(objective(task, standardisation, state.seed()), task, state);
  }

  /** Weights, their averages and Adam's two moments. */
  @Override
  default int stateArrays() {
    return 4;
  }

  @Override
  default void requireFit(TrainingSettings training) {}
}
