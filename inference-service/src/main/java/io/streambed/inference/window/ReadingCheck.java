package io.streambed.inference.window;

import io.streambed.science.Reading;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says what is wrong with a reading: where, what was expected, what was found. */
final class ReadingCheck {
  private static final long LARGEST_SEQUENCE = 1L << 53;

  /** From 1970 either way: places are counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365 * 140);

  private ReadingCheck() {}

  /**
   * Empty if nothing is wrong.
   *
   * @param written when its record was written
   */
  static Optional<String> mistake(WindowFrame frame, Reading reading, Instant written) {
    WindowSettings settings = frame.settings();
    int channels = frame.rule().channels();
    if (reading.values().size() != channels) {
      return mistake(
          "values",
          "%d, one of each channel".formatted(channels),
          String.valueOf(reading.values().size()));
    }
    if (reading.time().isAfter(written.plus(settings.ahead()))) {
      return mistake(
          "time",
          "at most %s after its record was written, %s".formatted(settings.ahead(), written),
          reading.time().toString());
    }
    if (Duration.between(reading.time(), Instant.EPOCH).compareTo(LONGEST) > 0) {
      return mistake("time", "within 140 years of 1970", reading.time().toString());
    }
    if (settings.kind() == Kind.SEQUENCE && reading.sequence().isEmpty()) {
      return mistake("sequence", "a number, since inference.windows.kind = sequence", "none");
    }
    if (reading.sequence().orElse(0) > LARGEST_SEQUENCE) {
      return mistake("sequence", "at most 2^53", String.valueOf(reading.sequence().getAsLong()));
    }
    return Optional.empty();
  }

  private static Optional<String> mistake(String where, String expected, String found) {
    return Optional.of("reading.%s: expected %s, got %s".formatted(where, expected, found));
  }
}
