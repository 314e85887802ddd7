package io.streambed.app.export;

import io.streambed.science.Posterior;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The newest of one sensor's posteriors among those that go by: the last that is not late, says not
 * less than one before it, and answers no observation again that is not the newest. Used by one
 * thread at a time.
 */
public final class NewestPosterior {
  private static final int MOST_NAMED = 10;

  /** Observations among which repeats are known. */
  private static final int MOST_ANSWERED = 100_000;

  private final @Nullable String sensor;
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> answered = new LinkedHashSet<>();
  private @Nullable Posterior newest;

  /**
   * @param sensor whose it is; null for that of the only one
   */
  public NewestPosterior(@Nullable String sensor) {
    this.sensor = sensor;
  }

  /** One posterior more, in the order of the topic. */
  public void see(Posterior posterior) {
    if (seen.size() <= MOST_NAMED) {
      seen.add(posterior.sensor());
    }
    Posterior known = newest;
    boolean wanted =
        known == null
            ? sensor == null || posterior.sensor().equals(sensor)
            : posterior.sensor().equals(known.sensor());
    if (!wanted) {
      return;
    }
    boolean again =
        !answered.add(posterior.observation())
            && known != null
            && !posterior.observation().equals(known.observation());
    if (answered.size() > MOST_ANSWERED) {
      answered.remove(answered.iterator().next());
    }
    if (known == null || !again && !posterior.isOlderThan(known.standing())) {
      newest = posterior;
    }
  }

  /** The newest; empty if there is none. */
  public Optional<Posterior> found() {
    return Optional.ofNullable(newest);
  }

  /**
   * @throws IllegalArgumentException if no sensor was named and posteriors of several went by
   */
  public void requireOneSensor() {
    if (sensor == null && seen.size() > 1) {
      throw new IllegalArgumentException(
          "expected --sensor ID, since posteriors of several are kept: " + sensors());
    }
  }

  /** The sensors whose posteriors went by, for people. */
  public String sensors() {
    String names = String.join(", ", seen.stream().limit(MOST_NAMED).toList());
    return seen.isEmpty() ? "none" : seen.size() > MOST_NAMED ? names + ", ..." : names;
  }
}
