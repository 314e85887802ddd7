package io.streambed.trainer;

import io.streambed.science.ModelSnapshot.Provenance;
import io.streambed.science.Outcome;
import io.streambed.science.Tensor;
import io.streambed.science.prior.Proposal;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Progress;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What a snapshot is made of, taken between two steps.
 *
 * @param provenance where it comes from
 * @param proposal what the round's pairs are drawn from
 * @param tensors averaged weights and standardisation
 * @param heldOut held-out pairs of the round, the latest, for its calibration
 * @param compared the same, for the comparison with the model that serves
 * @param heldOutLoss their loss at the training batch size, nats; NaN without two
 */
record SnapshotDraft(
    Provenance provenance,
    Proposal proposal,
    SortedMap<String, Tensor> tensors,
    List<Outcome.Pair> heldOut,
    List<Outcome.Pair> compared,
    double heldOutLoss) {

  /** The draft of the last counted version. */
  static SnapshotDraft of(
      ExperimentSettings experiment, TrainerSettings settings, Training training, Instant now) {
    Progress progress = training.progress();
    Round round = training.round();
    Provenance provenance =
        new Provenance(
            experiment.name(),
            progress.version(),
            experiment.seed(),
            progress.round(),
            progress.steps(),
            progress.admitted(),
            experiment.simulator().name() + " " + experiment.simulator().version(),
            now);
    return new SnapshotDraft(
        provenance,
        round.proposal(),
        round.learner().tensors(),
        round.heldOut().latest(settings.calibration().pairs()),
        round.heldOut().latest(settings.promotion().pairs()),
        round.heldOutLoss());
  }
}
