package io.streambed.inference;

import java.time.Duration;
import java.time.Instant;

/**
 * When an observation reached this process.
 *
 * @param nanos reading of {@link System#nanoTime}
 * @param written when its record was written, the same whenever and wherever it is read
 */
record ReceiptTime(long nanos, Instant written) {

  /** Time since, never negative. */
  Duration elapsed() {
    return Duration.ofNanos(Math.max(0, System.nanoTime() - nanos));
  }

  /** What is left of {@code allowed}; zero once it has passed. */
  Duration remaining(Duration allowed) {
    Duration left = allowed.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
