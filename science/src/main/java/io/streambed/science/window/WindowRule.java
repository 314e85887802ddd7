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

  /**
   * How many readings of a sensor may be taken at a time, so that no more than {@code windows} are
   * made, whatever was kept of it before; below 1 if a single one may make more. For windows that
   * do not overlap.
   */
  public long mostReadings(long windows) {
    // A window that is made has at least so many; and so many more can be open, but no whole one.
    long least = Math.max(1, length() - gaps.mostMissing());
    return (windows + 1) * least - length() - lateness;
  }

  /** Most readings that are kept at a time: of the window that waits, and what is around it. */
  public long mostKept() {
    return (long) length() + lateness + gaps.reach() + 1;
  }
}
