package io.streambed.science.window;

/**
 * How readings become windows.
 *
 * @param shape of a window
 * @param step places between the beginnings of two windows, 1 to T
 * @param lateness places that a reading may be behind the newest one when it comes, at least 0
 * @param gaps what is done where readings are missing
 */
public record WindowRule(WindowShape shape, int step, int lateness, GapRule gaps) {

  public WindowRule {
    if (step < 1 || step > shape.length() || lateness < 0) {
      throw new IllegalArgumentException(
          "expected a step from 1 to %d and lateness >= 0, got %d and %d"
              .formatted(shape.length(), step, lateness));
    }
  }

  /** T, places of a window. */
  public int length() {
    return shape.length();
  }

  /** C, values of a reading. */
  public int channels() {
    return shape.channels();
  }

  /** Most readings that are kept at a time: of the window that waits, and what is around it. */
  public long mostKept() {
    return (long) length() + lateness + gaps.reach() + 1;
  }
}
