package io.streambed.science.network;

import io.streambed.science.AbcSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** Rejection ABC: keeps pairs, and makes a kernel density of those nearest to an observation. */
record Abc(AbcSettings settings) implements EstimatorFamily {

  @Override
  public Learner begin(LearningTask task, Standardisation standardisation, long seed) {
    return AbcLearner.begin(settings, task, standardisation, seed);
  }

  @Override
  public Learner resume(LearningTask task, LearnerState state) {
    return AbcLearner.resume(settings, task, state);
  }

  @Override
  public PosteriorEstimator load(
      Prior prior, Proposal proposal, List<Integer> dataShape, SortedMap<String, Tensor> tensors) {
    return AbcEstimator.load(settings, prior, proposal, dataShape, tensors);
  }

  @Override
  public int values(int parameters, List<Integer> dataShape) {
    int data = InputShape.of(settings.encoder(), dataShape).size();
    return Math.multiplyExact(settings.pairs(), Math.addExact(data, parameters));
  }

  /** The pairs, once. */
  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void requireFit(TrainingSettings training) {}
}
