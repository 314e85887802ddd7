package io.streambed.topics.experiment;

import io.streambed.science.Data;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Data in a text file: numbers in row-major order between commas, semicolons, blanks or line ends.
 * A first line that holds no number is a heading; lines from # on are comments.
 */
public final class DataFile {

  private DataFile() {}

  /**
   * Reads a file.
   *
   * @param shape sizes of the axes of the data, outermost first
   * @throws IllegalArgumentException naming the line, if it holds anything but as many numbers
   */
  public static Data read(URL file, List<Integer> shape) {
    try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
      return read(reader, shape);
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot read " + file, problem);
    }
  }

  /** Reads text as {@link #read(URL, List)} does. */
  public static Data read(Reader text, List<Integer> shape) {
    List<String> lines = new BufferedReader(text).lines().toList();
    List<Float> numbers = new ArrayList<>();
    boolean heading = true;
    for (int line = 0; line < lines.size(); line++) {
      List<String> words = words(lines.get(line));
      if (words.isEmpty()) {
        continue;
      }
      if (!heading || words.stream().anyMatch(DataFile::isNumber)) {
        numbers.addAll(numbers(words, line + 1));
      }
      heading = false;
    }
    return data(numbers, shape);
  }

  private static Data data(List<Float> numbers, List<Integer> shape) {
    int expected = shape.stream().reduce(1, Math::multiplyExact);
    if (numbers.size() != expected) {
      throw new IllegalArgumentException(
          "expected %d numbers for data of shape %s, got %d"
              .formatted(expected, shape, numbers.size()));
    }
    float[] values = new float[expected];
    for (int i = 0; i < expected; i++) {
      values[i] = numbers.get(i);
    }
    return Data.of(values, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  static List<String> words(String line) {
    String content = line.replaceFirst("#.*", "").strip();
    return content.isEmpty() ? List.of() : Arrays.asList(content.split("\\s*[,;]\\s*|\\s+", -1));
  }

  private static List<Float> numbers(List<String> words, int line) {
    return words.stream()
        .map(
            word -> {
              if (!isNumber(word)) {
                throw new IllegalArgumentException(
                    "expected a number in line %d, got \"%s\"".formatted(line, word));
              }
              return Float.valueOf(word);
            })
        .toList();
  }

  static boolean isNumber(String word) {
    try {
      Float.parseFloat(word);
      return true;
    } catch (NumberFormatException notOne) {
      return false;
    }
  }
}
