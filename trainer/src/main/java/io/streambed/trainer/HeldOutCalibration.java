package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.Outcome;
import io.streambed.science.RatioEstimator;
import io.streambed.science.diagnostics.HeldOutClouds;
import io.streambed.science.diagnostics.ModelCalibration;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.List;
import java.util.Optional;

/** Calibration on held-out pairs against draws of the proposal; a function of the draft. */
final class HeldOutCalibration implements Calibrator {
  /** Fewer pairs say nothing. */
  private static final int FEWEST = 16;

  private final ExperimentSettings experiment;
  private final int candidates;

  /**
   * @param candidates draws of the proposal that stand for each posterior
   */
  HeldOutCalibration(ExperimentSettings experiment, int candidates) {
    this.experiment = experiment;
    this.candidates = candidates;
  }

  @Override
  public Optional<Calibration> calibrate(RatioEstimator estimator, SnapshotDraft draft) {
    if (draft.heldOut().size() < FEWEST) {
      return Optional.empty();
    }
    Calibration calibration =
        ModelCalibration.of(
            estimator,
            experiment.prior(),
            draft.proposal(),
            draft.heldOut(),
            draft.heldOutLoss(),
            candidates,
            RoundSeed.calibration(experiment.seed(), draft.provenance().version()));
    // A cloud costs next to nothing: it is made of all pairs that are at hand.
    List<Outcome.Pair> larger =
        draft.compared().size() > draft.heldOut().size() ? draft.compared() : draft.heldOut();
    return Optional.of(
        HeldOutClouds.added(calibration, estimator, experiment.estimator().transform(), larger));
  }
}
