package io.streambed.trainer.checkpoint;

import io.streambed.science.Outcome;
import io.streambed.science.network.LearnerState;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.plan.RunPlanner;
import io.streambed.trainer.replay.ReplayBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything from which a training goes on as if it had never stopped. Immutable.
 *
 * @param fingerprint of the experiment and the settings
 * @param progress how far it has come
 * @param starts the proposals so far, with their first runs
 * @param account what became of the runs
 * @param buffer content of the replay buffer, in its own order
 * @param heldOut pairs held out in this round, oldest first
 * @param offsets to read from again, by partition of the topic of pairs
 * @param learner state of this round's learner; empty before its standardisation
 * @param findings what the rounds before found
 */
public record Checkpoint(
    Fingerprint fingerprint,
    Progress progress,
    List<RunPlanner.Start> starts,
    Account account,
    List<ReplayBuffer.Kept> buffer,
    List<Outcome.Pair> heldOut,
    Map<Integer, Long> offsets,
    Optional<LearnerState> learner,
    List<Finding> findings) {

  public Checkpoint {
    starts = List.copyOf(starts);
    buffer = List.copyOf(buffer);
    heldOut = List.copyOf(heldOut);
    offsets = Map.copyOf(new TreeMap<>(offsets));
    findings = List.copyOf(findings);
  }

  /**
   * @param which names this checkpoint
   * @param advice what to do if it is another experiment's
   * @throws CheckpointException if it is, saying in what they differ
   */
  void requireOf(Fingerprint expected, String which, String advice) {
    List<String> differences = fingerprint.differences(expected);
    if (!differences.isEmpty()) {
      throw new CheckpointException(
          "%s is of another experiment; %s. %s"
              .formatted(which, String.join("; ", differences), advice));
    }
  }
}
