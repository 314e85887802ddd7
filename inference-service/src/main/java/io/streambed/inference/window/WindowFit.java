package io.streambed.inference.window;

import io.streambed.science.EstimatorSettings;
import io.streambed.science.window.GapRule;
import io.streambed.science.window.WindowRule;
import io.streambed.science.window.WindowShape;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.WindowSettings;
import java.util.ArrayList;
import java.util.List;

/** Whether windows can be made of an experiment's data. */
public final class WindowFit {

  /** Bytes of readings that a record takes beside all else in it. */
  private static final long MOST_BYTES = 600 * 1024;

  /** Bytes that one takes beside its values: place, shape, type and lengths. */
  private static final long BESIDE = 40;

  private WindowFit() {}

  /**
   * What does not fit.
   *
   * @param key of section {@code inference}
   * @param expected there
   */
  public record Mistake(String key, String expected) {}

  /**
   * All that does not fit.
   *
   * @param known how many of a sensor's last observations a session knows; 0 without sessions
   */
  public static List<Mistake> mistakes(
      WindowSettings settings, int known, ExperimentSettings experiment) {
    EstimatorSettings estimator = experiment.estimator();
    List<Integer> dataShape = experiment.simulator().dataShape();
    if (!settings.areMade()) {
      return List.of();
    }
    WindowShape shape;
    try {
      shape = settings.shape(dataShape);
    } catch (IllegalArgumentException none) {
      return List.of(new Mistake("windows.channels", fitting(dataShape)));
    }
    if (estimator.encoder() == EstimatorSettings.Encoder.SUM_OF_REPEATS
        && shape.order() == WindowShape.Order.CHANNELS_FIRST) {
      return List.of(
          new Mistake(
              "windows.order",
              "time-first with estimator.encoder = sum-of-repeats, whose first axis are repeats"));
    }
    List<Mistake> mistakes = new ArrayList<>();
    int length = shape.length();
    if (settings.step(length) > length) {
      mistakes.add(
          new Mistake(
              "windows.step",
              "1 to %d, the readings of a window of data of shape %s, or length"
                  .formatted(length, dataShape)));
      return mistakes;
    }
    if (known > 0 && settings.overlap(length)) {
      mistakes.add(
          new Mistake(
              "session.kind",
              "none with inference.windows.step = %d of %d: windows that overlap are not independent observations, and would count the same readings more than once"
                  .formatted(settings.step(length), length)));
    }
    WindowRule rule = settings.rule(dataShape);
    if (known > 0 && rule.mostReadings(known) < 1) {
      mistakes.add(
          new Mistake(
              "session.window",
              "at least %d: with inference.windows.lateness = %d so many windows can be closed by one reading, and made once more after a crash"
                  .formatted(leastKnown(rule), rule.lateness())));
    }
    if (rule.mostKept() * ((long) Float.BYTES * rule.channels() + BESIDE) > MOST_BYTES) {
      mistakes.add(
          new Mistake(
              "windows.lateness",
              "windows of which the readings fit into a record: %d of %d values at a time do not"
                  .formatted(rule.mostKept(), rule.channels())));
    }
    if (settings.kind() == WindowSettings.Kind.TIME
        && length > 1
        && settings.idle().compareTo(settings.grid().interval()) <= 0) {
      mistakes.add(
          new Mistake(
              "windows.idle",
              "more than inference.windows.interval, %s: a sensor begins anew after so long a silence, and no window would ever have two readings"
                  .formatted(settings.grid().interval())));
    }
    boolean masks = settings.gaps().kind() == GapRule.Kind.MASK;
    if (masks && settings.gaps().inAll() >= length) {
      mistakes.add(
          new Mistake(
              "windows.gaps.in-all", "fewer than %d, the readings of a window".formatted(length)));
    }
    if (masks
        && settings.gaps().fill() <= 0
        && estimator.transform() == EstimatorSettings.DataTransform.LOG) {
      mistakes.add(
          new Mistake("windows.gaps.fill", "a number above 0 with estimator.transform = log"));
    }
    return mistakes;
  }

  private static long leastKnown(WindowRule rule) {
    long windows = 1;
    while (rule.mostReadings(windows) < 1) {
      windows++;
    }
    return windows;
  }

  private static String fitting(List<Integer> dataShape) {
    return switch (dataShape.size()) {
      case 1 ->
          "shape, or a divisor of %d, the values of an observation".formatted(dataShape.get(0));
      case 2 -> "shape, since the data's shape %s says it".formatted(dataShape);
      default ->
          "an experiment whose data have one axis or two: no windows are made of shape %s"
              .formatted(dataShape);
    };
  }
}
