package io.streambed.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The words after a benchmark's name. */
final class Arguments {
  private final String[] words;

  Arguments(String... words) {
    this.words = words.clone();
  }

  String text(int index, String otherwise) {
    return index < words.length ? words[index] : otherwise;
  }

  /**
   * Numbers with commas between them.
   *
   * @throws IllegalArgumentException unless each is a number above 0
   */
  List<Double> rates(int index, double otherwise) {
    return Arrays.stream(text(index, Double.toString(otherwise)).split(",", -1))
        .map(word -> rate(index, word))
        .toList();
  }

  /**
   * @throws IllegalArgumentException unless it is a number above 0
   */
  double rate(int index, double otherwise) {
    return rate(index, text(index, Double.toString(otherwise)));
  }

  private static double rate(int index, String word) {
    if (!word.matches("[0-9]*\\.?[0-9]+") || !(Double.parseDouble(word) > 0)) {
      throw new IllegalArgumentException(
          "expected a number above 0 as argument %d, got %s".formatted(index + 1, word));
    }
    return Double.parseDouble(word);
  }

  /**
   * @throws IllegalArgumentException unless it is a whole number of at least 1
   */
  int count(int index, int otherwise) {
    String word = text(index, Integer.toString(otherwise));
    if (!word.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "expected a whole number of at least 1 as argument %d, got %s"
              .formatted(index + 1, word));
    }
    return Integer.parseInt(word);
  }
}
