package io.streambed.app.experiment;

import io.streambed.science.Draws;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Draws of a reference posterior: CSV, perhaps compressed with bzip2; a heading, one draw a line.
 */
public final class ReferenceDraws {
  private static final int LEAST = 5;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private ReferenceDraws() {}

  /**
   * Reads {@code file}.
   *
   * @param parameters P, columns expected
   * @throws IllegalArgumentException if a line holds anything but P numbers
   */
  public static Draws read(URL file, int parameters) {
    try (CSVParser lines =
        FORMAT.parse(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      List<CSVRecord> records = lines.getRecords();
      double[] values = new double[records.size() * parameters];
      int next = 0;
      for (CSVRecord line : records) {
        if (line.size() != parameters) {
          throw new IllegalArgumentException(
              "expected %d columns in draw %d of %s, got %d"
                  .formatted(parameters, line.getRecordNumber(), file, line.size()));
        }
        for (String number : line) {
          values[next++] = number(number, line);
        }
      }
      return Draws.of(parameters, values);
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read " + file, problem);
    }
  }

  private static double number(String text, CSVRecord line) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "expected a number in draw %d, got \"%s\"".formatted(line.getRecordNumber(), text),
          notOne);
    }
  }

  /**
   * As {@link #read}, of draws that a two-sample test can be made against.
   *
   * @throws IllegalArgumentException also if they are fewer than 5, or a parameter is not finite or
   *     has no spread
   */
  public static Draws readComparable(URL file, int parameters) {
    Draws draws = read(file, parameters);
    requireComparable(draws);
    return draws;
  }

  static void requireComparable(Draws draws) {
    if (draws.size() < LEAST) {
      throw new IllegalArgumentException(
          "expected at least %d draws, got %d".formatted(LEAST, draws.size()));
    }
    for (int p = 0; p < draws.parameters(); p++) {
      double[] column = draws.column(p);
      double lowest = Arrays.stream(column).min().orElseThrow();
      double highest = Arrays.stream(column).max().orElseThrow();
      if (!(lowest < highest && Double.isFinite(highest - lowest))) {
        throw new IllegalArgumentException(
            "expected finite draws with spread in column %d, got %s to %s"
                .formatted(p + 1, lowest, highest));
      }
    }
  }

  private static InputStream open(URL file) throws IOException {
    InputStream content = new BufferedInputStream(file.openStream());
    return file.getPath().endsWith(".bz2") ? new BZip2CompressorInputStream(content) : content;
  }
}
