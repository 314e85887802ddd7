package io.streambed.science.network;

import io.streambed.science.NpeCSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** NPE-C (arXiv 1905.07488): a conditional spline flow learns the posterior's density. */
record NpeC(NpeCSettings settings) implements GradientFamily {

  @Override
  public Objective objective(LearningTask task, Standardisation standardisation, long seed) {
    return new NpeCObjective(settings, task, standardisation, seed);
  }

  @Override
  public PosteriorEstimator load(
      Prior prior, Proposal proposal, List<Integer> dataShape, SortedMap<String, Tensor> tensors) {
    return FlowEstimator.load(settings, prior, proposal, dataShape, tensors);
  }

  @Override
  public int values(int parameters, List<Integer> dataShape) {
    return new FlowNetwork(settings, parameters, dataShape).layout().length();
  }

  @Override
  public void requireFit(TrainingSettings training) {
    if (settings.atoms() > training.batch()) {
      throw new IllegalArgumentException(
          "expected estimator.npe-c.atoms, parameters of the batch, at most training.batch, got %d and %d"
              .formatted(settings.atoms(), training.batch()));
    }
  }
}
