package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.Outcome;
import io.streambed.science.network.Critic;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.Optional;

/** Calibration of a snapshot on held-out pairs. */
final class HeldOutCalibration implements Calibrator {
  private final ExperimentSettings experiment;

  HeldOutCalibration(ExperimentSettings experiment) {
    this.experiment = experiment;
  }

  @Override
  public Optional<Calibration> calibrate(
      Critic critic, Proposal proposal, List<Outcome.Pair> heldOut) {
    return Optional.empty();
  }
}
