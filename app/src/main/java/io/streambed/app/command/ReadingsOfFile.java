package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Reading;
import io.streambed.topics.experiment.ReadingFile;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The readings that {@code observe --readings} sends. */
final class ReadingsOfFile {
  /** Between readings that are counted: none is later than it is sent. */
  private static final Duration MOMENT = Duration.ofNanos(1000);

  private ReadingsOfFile() {}

  /**
   * Reads them. Those without a time were read one interval after the other, the last one now.
   *
   * @throws IllegalArgumentException if the experiment makes no windows, or naming the file
   */
  static List<Reading> read(ExperimentPlan plan, Path file, String sensor, Instant now) {
    WindowSettings windows = plan.inference().windows();
    if (!windows.areMade()) {
      throw new IllegalArgumentException(
          "expected inference.windows.kind = count, sequence or time in the experiment %s, got none: readings would not be read"
              .formatted(plan.experiment().name()));
    }
    int channels = windows.rule(plan.experiment().simulator().dataShape()).channels();
    Duration apart = windows.kind() == Kind.TIME ? windows.grid().interval() : MOMENT;
    try (Reader text = Files.newBufferedReader(file)) {
      List<Reading> readings =
          ReadingFile.read(
              text, sensor, channels, back -> now.minus(apart.multipliedBy((long) back)));
      if (windows.kind() == Kind.SEQUENCE
          && readings.stream().anyMatch(reading -> reading.sequence().isEmpty())) {
        throw new IllegalArgumentException(
            "expected a heading with a column sequence, since inference.windows.kind = sequence,"
                + " got none");
      }
      return readings;
    } catch (IOException problem) {
      throw new IllegalArgumentException(
          "expected a file that can be read with --readings, got " + file, problem);
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException("%s: %s".formatted(file, problem.getMessage()), problem);
    }
  }
}
