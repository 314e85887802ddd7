package io.streambed.trainer.checkpoint;

import java.time.Duration;

/**
 * How far a training has come. Immutable.
 *
 * @param round number of the round, from 0
 * @param roundSteps gradient steps taken in this round
 * @param roundPairs pairs of this round admitted for training
 * @param roundTime time this round has been trained for
 * @param steps gradient steps taken in all rounds
 * @param admitted runs admitted, whole blocks
 * @param version of the last snapshot, 0 before the first
 * @param skippedInARow steps skipped since the last that was not
 * @param finished whether the last round's budget is spent
 */
public record Progress(
    int round,
    long roundSteps,
    long roundPairs,
    Duration roundTime,
    long steps,
    long admitted,
    long version,
    int skippedInARow,
    boolean finished) {

  /** Nothing done yet. */
  public static final Progress START = new Progress(0, 0, 0, Duration.ZERO, 0, 0, 0, 0, false);

  /** For a log: the round, the step, and the runs admitted. */
  public String summary() {
    return "round %d, step %d, %d runs admitted".formatted(round, steps, admitted);
  }

  /** One step more, which took {@code time}. */
  public Progress plusStep(Duration time, boolean skipped) {
    return new Progress(
        round,
        roundSteps + 1,
        roundPairs,
        roundTime.plus(time),
        steps + 1,
        admitted,
        version,
        skipped ? skippedInARow + 1 : 0,
        finished);
  }

  /** A block of {@code runs} more, of which {@code pairs} are for training in this round. */
  public Progress plusBlock(int runs, long pairs) {
    return new Progress(
        round,
        roundSteps,
        roundPairs + pairs,
        roundTime,
        steps,
        admitted + runs,
        version,
        skippedInARow,
        finished);
  }

  /** One snapshot more. */
  public Progress plusVersion() {
    return new Progress(
        round,
        roundSteps,
        roundPairs,
        roundTime,
        steps,
        admitted,
        version + 1,
        skippedInARow,
        finished);
  }

  /** At the start of the next round. */
  public Progress nextRound() {
    return new Progress(round + 1, 0, 0, Duration.ZERO, steps, admitted, version, 0, false);
  }

  /** At the end of the last round. */
  public Progress atEnd() {
    return new Progress(
        round, roundSteps, roundPairs, roundTime, steps, admitted, version, skippedInARow, true);
  }

  /** Whether {@code other}, of the same training, has come further. */
  public boolean isBehind(Progress other) {
    return round < other.round || steps < other.steps || admitted < other.admitted;
  }
}
