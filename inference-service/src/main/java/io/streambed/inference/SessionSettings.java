package io.streambed.inference;

import io.streambed.topics.experiment.CheckedSettings;
import java.time.Duration;
import java.util.Locale;

/**
 * Whether a sensor's observations count together: section {@code inference.session} of an
 * experiment.
 *
 * @param kind what counts together
 * @param forgetting λ, above 0 and at most 1: weight of an observation for that of the next one
 * @param window how many of a sensor's last observations are counted, or kept to begin again from
 *     under a new model; at least 1
 * @param remembered ids of how many observations before those are remembered, at least 0
 * @param lateness how far behind the newest time of its sensor an observation may be
 * @param idle how long a session is kept ready without an observation
 */
public record SessionSettings(
    Kind kind, double forgetting, int window, int remembered, Duration lateness, Duration idle) {

  private static final int MOST_KEPT = 10_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Timers of actors take no more than 248 days. */
  private static final Duration LONGEST_IDLE = Duration.ofDays(100);

  /** What counts together. */
  public enum Kind {
    /** Nothing: every observation is answered alone. */
    NONE,
    /** All observations of a sensor, by the sum of their embeddings. */
    ACCUMULATE,
    /** The last observations of a sensor, as many as the window says. */
    WINDOW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SessionSettings {
    if (!(forgetting > 0 && forgetting <= 1)
        || window < 1
        || remembered < 0
        || lateness.isNegative()) {
      throw new IllegalArgumentException(
          "expected 0 < forgetting <= 1, window >= 1, remembered >= 0, lateness >= 0, got %s, %d, %d, %s"
              .formatted(forgetting, window, remembered, lateness));
    }
  }

  /** Section {@code session} of section {@code inference}; mistakes are noted there. */
  static SessionSettings from(CheckedSettings inference) {
    CheckedSettings section = inference.section("session");
    return new SessionSettings(
        section.choice("kind", Kind.class),
        section.realAbove("forgetting", 0, 1),
        section.integer("window", 1, MOST_KEPT),
        section.integer("remembered", 0, MOST_KEPT),
        section.duration("lateness", Duration.ZERO, LONGEST),
        section.duration("idle", SHORTEST, LONGEST_IDLE));
  }

  /**
   * How many observations are kept. Where they fall away one by one it takes those before the
   * oldest of the window to answer it once more as it was answered.
   */
  int mostKept() {
    return kind == Kind.WINDOW ? 2 * window - 1 : window;
  }

  /**
   * Whether all is kept that the {@code index}-th of the observations kept was answered by. Under
   * {@link Kind#ACCUMULATE} it always is: the sum stands for those before.
   */
  boolean answers(int index, SessionState state) {
    return kind != Kind.WINDOW || index + 1 >= window || state.kept().size() == state.counted();
  }

  /** How many of a sensor's last observations are surely known again; 0 without sessions. */
  public int known() {
    return areKept() ? window : 0;
  }

  /** Whether there are sessions at all. */
  boolean areKept() {
    return kind != Kind.NONE;
  }
}
