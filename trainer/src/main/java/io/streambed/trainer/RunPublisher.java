package io.streambed.trainer;

import io.streambed.science.RunBlock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trainer -> runs. At least once; blocks that do not come back are published again when the learner
 * starves, after a time that doubles until something arrives.
 */
final class RunPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(RunPublisher.class);
  private static final int MOST_DOUBLINGS = 10;

  private final Outlet<RunBlock> runs;
  private final Duration patience;
  private long hungrySince;
  private int repeats;

  /**
   * @param patience how long to starve before the first repeat
   * @param now nanoseconds of a clock of any origin
   */
  RunPublisher(Outlet<RunBlock> runs, Duration patience, long now) {
    this.runs = runs;
    this.patience = patience;
    this.hungrySince = now;
  }

  /** Publishes blocks for the first time. */
  void publish(List<RunBlock> blocks) {
    for (RunBlock block : blocks) {
      runs.publish(block)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.warn(
                      "block {} could not be announced, will be again: {}",
                      block.number(),
                      failure.toString());
                }
              });
    }
  }

  /** Says that outcomes came, or that there is work without. */
  void fed(long now) {
    hungrySince = now;
    repeats = 0;
  }

  /** Publishes the missing blocks once more if nothing has come for too long. */
  void publishAgain(List<RunBlock> missing, long now) {
    Duration hungry = Duration.ofNanos(now - hungrySince);
    if (missing.isEmpty() || hungry.compareTo(patience.multipliedBy(1L << repeats)) < 0) {
      return;
    }
    LOG.warn(
        "no outcomes for {} s: {} blocks from {} on are announced again",
        hungry.toSeconds(),
        missing.size(),
        missing.get(0).number());
    repeats = Math.min(repeats + 1, MOST_DOUBLINGS);
    hungrySince = now;
    publish(missing);
  }
}
