package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.RatioEstimator;
import java.util.Optional;

/** Says what the held-out pairs of a draft tell of its estimator; empty where they are too few. */
@FunctionalInterface
interface Calibrator {
  Optional<Calibration> calibrate(RatioEstimator estimator, SnapshotDraft draft);
}
