package io.streambed.science;

import java.time.Duration;
import java.time.Instant;

/**
 * What a sensor saw, and what is asked of it.
 *
 * @param id unique name; a repeat carries the same id
 * @param sensor who observed
 * @param data y, in the simulator's shape and units
 * @param time when it was observed
 * @param samples how many posterior draws are wanted, at least 1
 * @param deadline time from receipt within which an answer is due
 */
public record Observation(
    String id, String sensor, Data data, Instant time, int samples, Duration deadline) {

  public Observation {
    if (id.isBlank() || sensor.isBlank()) {
      throw new IllegalArgumentException("expected an id and a sensor, got a blank one");
    }
    if (samples < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(
          "expected samples >= 1 and deadline > 0, got %d and %s".formatted(samples, deadline));
    }
  }
}
