package io.streambed.science;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One point in time of a sensor; several of them make an observation.
 *
 * @param sensor who read
 * @param time when it was read, by the sensor's clock
 * @param sequence its number, counted by the sensor, at least 0; empty if it does not count
 * @param values one of each of the simulator's channels, shape [C]
 */
public record Reading(String sensor, Instant time, OptionalLong sequence, Data values) {

  /** Characters; with the beginning of a window a name makes the id of an observation. */
  public static final int LONGEST_NAME = 180;

  public Reading {
    if (sensor.isBlank() || sensor.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "expected a sensor of 1 to %d characters, got %d%s"
              .formatted(LONGEST_NAME, sensor.length(), sensor.isBlank() ? " blank ones" : ""));
    }
    if (sequence.isPresent() && sequence.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "expected a sequence number of at least 0 and below 2^63, got "
              + Long.toUnsignedString(sequence.getAsLong()));
    }
    if (values.shape().size() != 1) {
      throw new IllegalArgumentException(
          "expected values of shape [C], one of each channel, got " + values.shape());
    }
  }
}
