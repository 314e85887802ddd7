package io.streambed.science.network;

import io.streambed.science.Outcome;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What is to be learnt from, and at which pace.
 *
 * @param proposal what every pair is drawn from
 * @param dataShape sizes of the axes of y
 */
record LearningTask(
    TrainingSettings training, Prior prior, Proposal proposal, List<Integer> dataShape) {

  LearningTask {
    dataShape = List.copyOf(dataShape);
  }

  /** Draws of the proposal, own units, [N, P] row-major. */
  double[] draws(int count, UniformRandomProvider random) {
    double[] rows = new double[count * prior.size()];
    for (int from = 0; from < rows.length; from += prior.size()) {
      System.arraycopy(proposal.sample(prior, random), 0, rows, from, prior.size());
    }
    return rows;
  }

  /**
   * @throws IllegalArgumentException if there are fewer than 2 pairs, or a shape is wrong
   */
  void requirePairs(List<Outcome.Pair> pairs, InputShape inputs) {
    if (pairs.size() < 2) {
      throw new IllegalArgumentException("expected at least 2 pairs, got " + pairs.size());
    }
    for (Outcome.Pair pair : pairs) {
      if (pair.data().size() != inputs.size() || pair.parameters().size() != prior.size()) {
        throw new IllegalArgumentException(
            "expected %d parameters and data of %d values in run %d, got %d and %s"
                .formatted(
                    prior.size(),
                    inputs.size(),
                    pair.run(),
                    pair.parameters().size(),
                    pair.data().shape()));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if the standardisation is of other parameters or data
   */
  void requireFit(Standardisation standardisation, InputShape inputs) {
    if (standardisation.parameters() != prior.size()
        || standardisation.channels() != inputs.channels()) {
      throw new IllegalArgumentException(
          "expected figures of %d parameters and %d channels to standardise by, got %d and %d"
              .formatted(
                  prior.size(),
                  inputs.channels(),
                  standardisation.parameters(),
                  standardisation.channels()));
    }
  }
}
