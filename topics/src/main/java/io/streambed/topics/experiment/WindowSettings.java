package io.streambed.topics.experiment;

import io.streambed.science.simulator.Simulator;
import io.streambed.science.window.GapRule;
import io.streambed.science.window.Grid;
import io.streambed.science.window.MaskedSimulator;
import io.streambed.science.window.WindowRule;
import io.streambed.science.window.WindowShape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How single readings become observations: section {@code inference.windows} of an experiment.
 *
 * @param kind what gives a reading its place
 * @param channels into which data of one axis are divided; empty for one, and where the data's
 *     shape says so
 * @param order which values stand next to each other
 * @param step places between the beginnings of two windows; empty for as many as a window has
 * @param grid places in time ({@link Kind#TIME})
 * @param origin where windows may begin
 * @param lateness places that a reading may be behind the newest one
 * @param gaps what is done where readings are missing
 * @param masked share of simulated runs that are masked alike ({@link GapRule.Kind#MASK}), 0 to 1
 * @param ahead how far the time of a reading may be past that of its record
 * @param idle a sensor that was silent for so long begins anew
 * @param sensors most sensors of a partition at a time, at least 1
 * @param replay most readings of a partition that are read again after a restart, at least 1
 * @param samples posterior draws that the observations ask for
 * @param deadline time from receipt within which their answers are due
 */
public record WindowSettings(
    Kind kind,
    OptionalInt channels,
    WindowShape.Order order,
    OptionalInt step,
    Grid grid,
    Origin origin,
    int lateness,
    GapRule gaps,
    double masked,
    Duration ahead,
    Duration idle,
    int sensors,
    int replay,
    int samples,
    Duration deadline) {

  private static final int MOST_PLACES = 1_000_000;
  private static final int MOST_SENSORS = 10_000_000;
  private static final int MOST_SAMPLES = 10_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

  /** What gives a reading its place. */
  public enum Kind {
    /** Nothing: readings are not read. */
    NONE,
    /** The order in which they come. */
    COUNT,
    /** The number that its sensor gives it. */
    SEQUENCE,
    /** Its time. */
    TIME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where windows may begin. */
  public enum Origin {
    /** At the first reading, and from there on in steps. */
    FIRST_READING,
    /** At multiples of the step, of place 0 or of 1970. */
    ALIGNED
  }

  /** Whether there are windows at all. */
  public boolean areMade() {
    return kind != Kind.NONE;
  }

  /** Places between the beginnings of two windows of {@code length} places. */
  public int step(int length) {
    return step.orElse(length);
  }

  /** Whether a reading may be in more than one window of {@code length} places. */
  public boolean overlap(int length) {
    return step(length) < length;
  }

  /**
   * Windows of data of {@code dataShape}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public WindowShape shape(List<Integer> dataShape) {
    return WindowShape.of(dataShape, channels, order);
  }

  /**
   * The rule for data of {@code dataShape}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public WindowRule rule(List<Integer> dataShape) {
    WindowShape shape = shape(dataShape);
    return new WindowRule(shape, step(shape.length()), lateness, gaps);
  }

  /**
   * {@code simulator} as a model has to know it: masked, where windows with gaps are.
   *
   * @throws IllegalArgumentException if there are no windows of its data
   */
  Simulator masking(Simulator simulator) {
    return areMade() && gaps.kind() == GapRule.Kind.MASK && masked > 0
        ? new MaskedSimulator(simulator, shape(simulator.dataShape()), gaps, masked)
        : simulator;
  }

  /** Reads section {@code inference.windows} of a whole file, and notes every mistake in it. */
  public static WindowSettings from(CheckedSettings file) {
    CheckedSettings section = file.section("inference").section("windows");
    CheckedSettings gaps = section.section("gaps");
    return new WindowSettings(
        section.choice("kind", Kind.class),
        section.integerOr("shape", "channels", 1, MOST_PLACES),
        section.choice("order", WindowShape.Order.class),
        section.integerOr("length", "step", 1, MOST_PLACES),
        new Grid(
            section.duration("interval", SHORTEST, LONGEST), section.real("tolerance", 0, 0.5)),
        section.choice("origin", Origin.class),
        section.integer("lateness", 0, MOST_PLACES),
        new GapRule(
            gaps.choice("kind", GapRule.Kind.class),
            gaps.integer("in-a-row", 0, MOST_PLACES),
            gaps.integer("in-all", 0, MOST_PLACES),
            (float) gaps.finite("fill")),
        gaps.real("masked", 0, 1),
        section.duration("ahead", Duration.ZERO, LONGEST),
        section.duration("idle", SHORTEST, LONGEST),
        section.integer("sensors", 1, MOST_SENSORS),
        section.integer("replay", 1, MOST_SENSORS),
        section.integer("samples", 1, MOST_SAMPLES),
        section.duration("deadline", SHORTEST, LONGEST_DEADLINE));
  }
}
