package io.streambed.topics.experiment;

import io.streambed.science.Data;
import io.streambed.science.Reading;
import java.io.BufferedReader;
import java.io.Reader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Readings in a text file: one a line, a value for each channel between commas, semicolons or
 * blanks. A heading may name columns {@code time} (such as 2026-01-01T00:00:00Z) and {@code
 * sequence}; lines from # on are comments.
 */
public final class ReadingFile {
  private static final Set<String> NO_CHANNELS = Set.of("time", "sequence");

  private final String sensor;
  private final int channels;
  private List<String> columns = List.of();

  private ReadingFile(String sensor, int channels) {
    this.sensor = sensor;
    this.channels = channels;
  }

  /**
   * Reads text.
   *
   * @param sensor who read
   * @param channels C, values of a reading
   * @param times when the n-th of all lines was read, where the file does not say so; told n, from
   *     0, counted from the last one back
   * @throws IllegalArgumentException naming the line, if it holds anything else
   */
  public static List<Reading> read(
      Reader text, String sensor, int channels, IntFunction<Instant> times) {
    return new ReadingFile(sensor, channels).read(new BufferedReader(text).lines().toList(), times);
  }

  private List<Reading> read(List<String> lines, IntFunction<Instant> times) {
    List<Line> content = new ArrayList<>();
    for (int line = 0; line < lines.size(); line++) {
      List<String> words = DataFile.words(lines.get(line));
      if (words.isEmpty()) {
        continue;
      }
      if (content.isEmpty() && columns.isEmpty() && words.stream().noneMatch(DataFile::isNumber)) {
        columns = heading(new Line(line + 1, words));
      } else {
        content.add(new Line(line + 1, words));
      }
    }
    List<Reading> readings = new ArrayList<>();
    for (int n = 0; n < content.size(); n++) {
      readings.add(reading(content.get(n), times.apply(content.size() - 1 - n)));
    }
    return readings;
  }

  private List<String> heading(Line line) {
    List<String> names = line.words().stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    List<String> others = others(names);
    if (Set.copyOf(others).size() < others.size() || names.size() != channels + others.size()) {
      throw mistake(
          line,
          "a heading of %d channels, and time and sequence at most once".formatted(channels),
          names.toString());
    }
    return names;
  }

  private static List<String> others(List<String> names) {
    return names.stream().filter(NO_CHANNELS::contains).toList();
  }

  private record Line(int number, List<String> words) {}

  private Reading reading(Line line, Instant usual) {
    int named = others(columns).size();
    if (line.words().size() != channels + named) {
      throw mistake(
          line,
          "%d numbers, one of each channel%s"
              .formatted(channels, named == 0 ? "" : ", beside time and sequence"),
          line.words().size() + " columns");
    }
    Instant time = usual;
    OptionalLong sequence = OptionalLong.empty();
    float[] values = new float[channels];
    int channel = 0;
    for (int i = 0; i < line.words().size(); i++) {
      String word = line.words().get(i);
      String column = columns.isEmpty() ? "" : columns.get(i);
      if (column.equals("time")) {
        time = time(line, word);
      } else if (column.equals("sequence")) {
        sequence = OptionalLong.of(sequence(line, word));
      } else {
        values[channel++] = value(line, word);
      }
    }
    return new Reading(sensor, time, sequence, Data.of(values));
  }

  private static Instant time(Line line, String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeParseException notOne) {
      throw mistake(line, "a time such as 2026-01-01T00:00:00Z", "\"" + word + "\"");
    }
  }

  private static long sequence(Line line, String word) {
    try {
      return Long.parseUnsignedLong(word);
    } catch (NumberFormatException notOne) {
      throw mistake(line, "a whole number as sequence", "\"" + word + "\"");
    }
  }

  private static float value(Line line, String word) {
    if (DataFile.isNumber(word) && Float.isFinite(Float.parseFloat(word))) {
      return Float.parseFloat(word);
    }
    throw mistake(line, "a finite number", "\"" + word + "\"");
  }

  private static IllegalArgumentException mistake(Line line, String expected, String found) {
    return new IllegalArgumentException(
        "expected %s in line %d, got %s".formatted(expected, line.number(), found));
  }
}
