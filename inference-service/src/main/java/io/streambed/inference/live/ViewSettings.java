package io.streambed.inference.live;

import io.streambed.topics.experiment.CheckedSettings;

/**
 * How much of the topics is remembered for those who look.
 *
 * @param readBack records of each partition that are read again at a start, at least 0
 * @param outlines sensors at most, at least as many as {@code sensors}; the one that was silent
 *     longest is forgotten first
 * @param sensors of them with draws and history at most, at least 1
 * @param drawBytes that the newest draws of all sensors may take together, at least 1
 * @param history posteriors of each sensor whose moments are remembered, at least 1
 * @param telemetry points in time of each process, at least 2; thinned when there are more
 * @param models at most, at least 1
 * @param deadLetters that are open at most, and as many that are settled, without their records; at
 *     least 1
 * @param deadLetterBytes that the texts of either may take together, at least 1
 */
public record ViewSettings(
    int readBack,
    int outlines,
    int sensors,
    long drawBytes,
    int history,
    int telemetry,
    int models,
    int deadLetters,
    long deadLetterBytes) {
  private static final int MANY = 1_000_000;
  private static final long MEBIBYTE = 1 << 20;
  private static final int MOST_MEBIBYTES = 1 << 20;

  /** Reads section {@code http.view}, and notes every mistake in it. */
  public static ViewSettings from(CheckedSettings section) {
    int sensors = section.integer("sensors", 1, MANY);
    return new ViewSettings(
        section.integer("read-back", 0, MANY),
        section.integer("outlines", sensors, MANY),
        sensors,
        section.integer("draws-mebibytes", 1, MOST_MEBIBYTES) * MEBIBYTE,
        section.integer("history", 1, MANY),
        section.integer("telemetry", 2, MANY),
        section.integer("models", 1, MANY),
        section.integer("dead-letters", 1, MANY),
        section.integer("dead-letters-mebibytes", 1, MOST_MEBIBYTES) * MEBIBYTE);
  }
}
