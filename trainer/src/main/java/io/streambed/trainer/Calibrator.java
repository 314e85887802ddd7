package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.network.Critic;
import java.util.Optional;

/** Says what the held-out pairs of a draft tell of its critic; empty where they are too few. */
@FunctionalInterface
interface Calibrator {
  Optional<Calibration> calibrate(Critic critic, SnapshotDraft draft);
}
