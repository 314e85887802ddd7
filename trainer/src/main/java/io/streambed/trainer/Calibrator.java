package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.Outcome;
import io.streambed.science.network.Critic;
import io.streambed.science.prior.Proposal;
import java.util.List;
import java.util.Optional;

/**
 * Says what held-out pairs, drawn from the proposal, tell of a critic; empty where they are too
 * few.
 */
@FunctionalInterface
interface Calibrator {
  Optional<Calibration> calibrate(Critic critic, Proposal proposal, List<Outcome.Pair> heldOut);
}
