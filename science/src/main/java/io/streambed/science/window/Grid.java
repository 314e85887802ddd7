package io.streambed.science.window;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Places in time, {@code interval} apart.
 *
 * @param interval between two places, above 0
 * @param tolerance farthest that a reading may be from its place, share of the interval, 0 to 0.5
 */
public record Grid(Duration interval, double tolerance) {

  public Grid {
    if (interval.isNegative() || interval.isZero() || !(tolerance >= 0 && tolerance <= 0.5)) {
      throw new IllegalArgumentException(
          "expected an interval above 0 and 0 <= tolerance <= 0.5, got %s and %s"
              .formatted(interval, tolerance));
    }
  }

  /**
   * The place nearest to {@code time}, the later one of two; empty if it is farther than the
   * tolerance.
   *
   * @param origin time of place 0
   * @throws ArithmeticException if the two are more than 292 years apart
   */
  public OptionalLong place(Instant origin, Instant time) {
    long width = interval.toNanos();
    long since = Duration.between(origin, time).toNanos();
    long before = Math.floorDiv(since, width);
    long past = since - before * width;
    boolean later = past >= width - past;
    long distance = later ? width - past : past;
    return distance > tolerance * width
        ? OptionalLong.empty()
        : OptionalLong.of(later ? before + 1 : before);
  }

  /** The time of {@code place}. */
  public Instant time(Instant origin, long place) {
    return origin.plusNanos(Math.multiplyExact(interval.toNanos(), place));
  }
}
