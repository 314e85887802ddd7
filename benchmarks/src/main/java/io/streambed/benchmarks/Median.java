package io.streambed.benchmarks;

import java.util.List;

/** The middle of some readings. */
final class Median {

  private Median() {}

  /**
   * The middle reading, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException if there is none
   */
  static double of(List<Double> readings) {
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("expected at least one reading, got none");
    }
    List<Double> sorted = readings.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
