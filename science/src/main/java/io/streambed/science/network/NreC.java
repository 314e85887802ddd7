package io.streambed.science.network;

import io.streambed.science.NreCSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** NRE-C (arXiv 2210.06170): a classifier tells a pair's own parameters from K others. */
record NreC(NreCSettings settings) implements GradientFamily {

  @Override
  public Objective objective(LearningTask task, Standardisation standardisation, long seed) {
    return new NreCObjective(settings, task, standardisation);
  }

  @Override
  public PosteriorEstimator load(
      Prior prior, Proposal proposal, List<Integer> dataShape, SortedMap<String, Tensor> tensors) {
    return RatioClassifier.load(settings, prior, proposal, dataShape, tensors);
  }

  @Override
  public int values(int parameters, List<Integer> dataShape) {
    return new RatioNetwork(settings, parameters, dataShape).layout().length();
  }

  @Override
  public void requireFit(TrainingSettings training) {
    if (settings.contrasts() >= training.batch()) {
      throw new IllegalArgumentException(
          "expected estimator.nre-c.contrasts, other parameters of the batch, below training.batch, got %d and %d"
              .formatted(settings.contrasts(), training.batch()));
    }
  }
}
