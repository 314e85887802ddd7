package io.streambed.topics;

import io.streambed.science.Data;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is not yet an observation of a sensor's readings, so that any member of the group can take
 * it over. Its record stands in the partition of the sensor's readings.
 *
 * @param sensor who reads
 * @param nextOffset offset after that of the last reading that was used
 * @param heard when the record of the last reading was written, by the broker's clock
 * @param newest newest time of a reading that was used, by the sensor's clock
 * @param rules by which places were given; under others the run means nothing
 * @param run null once the sensor fell silent
 */
public record OpenWindows(
    String sensor,
    long nextOffset,
    Instant heard,
    Instant newest,
    String rules,
    @Nullable Run run) {

  public OpenWindows {
    if (sensor.isBlank() || nextOffset < 0) {
      throw new IllegalArgumentException(
          "expected a sensor and next_offset >= 0, got '%s' and %d".formatted(sensor, nextOffset));
    }
  }

  /** The same beside readings that were made anew: their offsets begin again. */
  public OpenWindows beginningAnew() {
    return new OpenWindows(sensor, 0, heard, newest, rules, run);
  }

  /**
   * Readings without a long silence, on one grid.
   *
   * @param origin place 0 of the grid, or when the run began where places are counted
   * @param first place at which its first window begins
   * @param next place at which the next window to be closed begins, at least {@code first}
   * @param newest largest place of a reading
   * @param readings those that a window still needs, by ascending place
   */
  public record Run(Instant origin, long first, long next, long newest, List<Placed> readings) {

    public Run {
      readings = List.copyOf(readings);
      if (next < first) {
        throw new IllegalArgumentException(
            "expected first <= next, got %d and %d".formatted(first, next));
      }
    }
  }

  /**
   * A reading on the grid.
   *
   * @param place on the grid
   * @param values one of each channel, shape [C]
   */
  public record Placed(long place, Data values) {}
}
