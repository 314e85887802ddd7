package io.streambed.trainer;

import io.streambed.science.RunBlock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trainer -> runs. At least once. While the learner starves, blocks that are overdue are published
 * again: after a patience that is a multiple of the longest recent gap between two arrivals, since
 * slow simulators have nothing to show for long, and that doubles until something new arrives.
 */
final class RunPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(RunPublisher.class);
  private static final int MOST_DOUBLINGS = 10;

  /** A gap of so many times the longest recent one is not by chance. */
  private static final int GAPS = 4;

  /** By this part of itself the longest gap is forgotten with each arrival. */
  private static final int FORGETTING = 16;

  private final Outlet<RunBlock> runs;
  private final Duration patience;
  private long hungrySince;
  private long announcedAgain;
  private long longestGap;
  private int repeats;

  /**
   * @param patience how long to starve at least before the first repeat
   * @param now nanoseconds of a clock of any origin
   */
  RunPublisher(Outlet<RunBlock> runs, Duration patience, long now) {
    this.runs = runs;
    this.patience = patience;
    hungrySince = now;
    announcedAgain = now;
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

  /** Says that outcomes came that were not there before. */
  void arrived(long now) {
    longestGap = Math.max(now - hungrySince, longestGap - longestGap / FORGETTING);
    busy(now);
  }

  /** Says that there is work without further outcomes. */
  void busy(long now) {
    hungrySince = now;
    announcedAgain = now;
    repeats = 0;
  }

  /** Publishes the overdue blocks once more if nothing new has come for too long. */
  void publishAgain(List<RunBlock> overdue, long now) {
    long wait = Math.max(patience.toNanos(), GAPS * longestGap) << repeats;
    if (overdue.isEmpty() || now - announcedAgain < wait) {
      return;
    }
    LOG.warn(
        "no new outcomes for {} s: {} blocks from {} on are announced again",
        Duration.ofNanos(now - hungrySince).toSeconds(),
        overdue.size(),
        overdue.get(0).number());
    repeats = Math.min(repeats + 1, MOST_DOUBLINGS);
    announcedAgain = now;
    publish(overdue);
  }
}
