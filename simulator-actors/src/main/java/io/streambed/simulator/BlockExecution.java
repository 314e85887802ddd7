package io.streambed.simulator;

import io.streambed.science.RunBlock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A block on its way through a worker: its runs are executed in order on the worker's thread, while
 * the worker looks from time to time whether they move on.
 */
final class BlockExecution {
  private final Work work;
  private final RunBlock block;
  private final BlockOutcomes outcomes;
  private int seenOpen;
  private int sightings;
  private int reported;

  BlockExecution(Work work, RunBlock block) {
    this.work = work;
    this.block = block;
    this.outcomes = new BlockOutcomes(block.count());
  }

  /**
   * Executes the runs from the first open one on. Every run that ends fills its place; once a place
   * was filled by {@link #giveUp} instead, the thread leaves without a word.
   *
   * @param ended told null after the last run, or what broke outside of a simulator
   */
  void run(Consumer<@Nullable Throwable> ended) {
    try {
      for (int index = outcomes.firstOpen(0); index < outcomes.count(); index++) {
        if (!outcomes.fill(index, work.execute(block, index))) {
          return;
        }
      }
      ended.accept(null);
    } catch (Throwable broken) {
      ended.accept(broken);
    }
  }

  /** Whether the same run has now been seen {@code patience} times in a row. */
  boolean hangs(int patience) {
    int open = outcomes.firstOpen(seenOpen);
    sightings = open == seenOpen ? sightings + 1 : 1;
    seenOpen = open;
    return open < outcomes.count() && sightings >= patience;
  }

  /** Fills the place of the run that hangs; false if it ended in this moment. */
  boolean giveUp(Duration limit) {
    return outcomes.fill(seenOpen, work.timedOut(block, seenOpen, limit));
  }

  boolean isComplete() {
    return outcomes.firstOpen(seenOpen) == outcomes.count();
  }

  /** What ended since the last report. */
  WorkReport report(int worker, Duration busy, List<Thread> hung) {
    int until = outcomes.firstOpen(reported);
    WorkReport report = WorkReport.of(worker, outcomes, reported, until, busy, hung);
    reported = until;
    return report;
  }

  BlockOutcomes outcomes() {
    return outcomes;
  }

  RunBlock block() {
    return block;
  }

  /** Names the run last seen open. */
  @Override
  public String toString() {
    return "run %d of block %d".formatted(block.firstRun() + seenOpen, block.number());
  }
}
