package io.streambed.science.network;

import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.Tensor;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.SortedMap;

/** Embed and Emulate (arXiv 2409.18402): two towers learn a critic by symmetric InfoNCE. */
record EmbedAndEmulate(EmbedAndEmulateSettings settings) implements GradientFamily {
  private static final int MOST_TOGETHER = 1024;

  @Override
  public Objective objective(LearningTask task, Standardisation standardisation, long seed) {
    return settings.discrepancy() == null
        ? new EmbedAndEmulateObjective(settings, task, standardisation, seed)
        : new DiscrepancyObjective(settings, task, standardisation);
  }

  /** A discrepancy's network sees every datum of a batch with all its parameters at once. */
  @Override
  public void requireFit(TrainingSettings training) {
    if (settings.discrepancy() != null && training.batch() > MOST_TOGETHER) {
      throw new IllegalArgumentException(
          "expected training.batch of at most %d for estimator.critic = discrepancy, got %d"
              .formatted(MOST_TOGETHER, training.batch()));
    }
  }

  /** The queue of embeddings. */
  @Override
  public int remembered() {
    return Math.multiplyExact(settings.contrasts().queue(), settings.embedding() + 2);
  }

  @Override
  public PosteriorEstimator load(
      Prior prior, Proposal proposal, List<Integer> dataShape, SortedMap<String, Tensor> tensors) {
    return settings.discrepancy() == null
        ? Critic.load(settings, prior, proposal, dataShape, tensors)
        : DiscrepancyCritic.load(settings, prior, proposal, dataShape, tensors);
  }

  @Override
  public int values(int parameters, List<Integer> dataShape) {
    return settings.discrepancy() == null
        ? new CriticNetwork(settings, parameters, dataShape).layout().length()
        : new DiscrepancyNetwork(settings, parameters, dataShape).layout().length();
  }
}
