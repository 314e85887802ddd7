package io.streambed.science.window;

import java.util.List;

/**
 * How readings become windows.
 *
 * @param dataShape of a window: [T], or [C, T]
 * @param step places between the beginnings of two windows, 1 to T
 * @param lateness places that a reading may be behind the newest one when it comes, at least 0
 * @param gaps what is done where readings are missing
 */
public record WindowRule(List<Integer> dataShape, int step, int lateness, GapRule gaps) {

  public WindowRule {
    dataShape = List.copyOf(dataShape);
    if (dataShape.isEmpty() || dataShape.size() > 2) {
      throw new IllegalArgumentException("expected data of shape [T] or [C, T], got " + dataShape);
    }
    int length = dataShape.get(dataShape.size() - 1);
    if (step < 1 || step > length || lateness < 0) {
      throw new IllegalArgumentException(
          "expected a step from 1 to %d and lateness >= 0, got %d and %d"
              .formatted(length, step, lateness));
    }
  }

  /** T, places of a window. */
  public int length() {
    return dataShape.get(dataShape.size() - 1);
  }

  /** C, values of a reading. */
  public int channels() {
    return dataShape.size() == 1 ? 1 : dataShape.get(0);
  }

  /** Most readings that are kept at a time: of the window that waits, and what is around it. */
  public long mostKept() {
    return (long) length() + lateness + gaps.reach() + 1;
  }
}
