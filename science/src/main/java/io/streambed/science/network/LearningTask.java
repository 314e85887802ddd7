package io.streambed.science.network;

import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;

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
