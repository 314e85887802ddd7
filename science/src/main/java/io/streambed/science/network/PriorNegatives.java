package io.streambed.science.network;

import io.streambed.science.ContrastSettings;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Fresh draws of the proposal as further negatives for all data of a batch; they cost no
 * simulation. In all steps, or only while the information nears log B.
 */
final class PriorNegatives {
  private final ContrastSettings settings;
  private final Prior prior;
  private final Proposal proposal;
  private final long seed;
  private final InformationGauge gauge;

  /**
   * @param gauge says when they are added, where that is not always
   */
  PriorNegatives(ContrastSettings settings, LearningTask task, long seed, InformationGauge gauge) {
    this.settings = settings;
    this.gauge = gauge;
    this.prior = task.prior();
    this.proposal = task.proposal();
    this.seed = seed;
  }

  /** M of the next step. */
  int count() {
    return settings.automatic() && !gauge.near() ? 0 : settings.priorNegatives();
  }

  /** Adds {@code count} draws that seed and step determine. */
  void addTo(ParameterFeed feed, int count, long step) {
    if (count > 0) {
      UniformRandomProvider random = SeededGenerator.of(seed, Purpose.NEGATIVES, step);
      for (int i = 0; i < count; i++) {
        feed.add(proposal.sample(prior, random), 0);
      }
    }
  }
}
