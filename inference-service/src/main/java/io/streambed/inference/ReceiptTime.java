package io.streambed.inference;

import java.time.Duration;

/**
 * When an observation reached this process.
 *
 * @param nanos reading of {@link System#nanoTime}
 */
record ReceiptTime(long nanos) {

  /** Received at this moment. */
  static ReceiptTime now() {
    return new ReceiptTime(System.nanoTime());
  }

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
