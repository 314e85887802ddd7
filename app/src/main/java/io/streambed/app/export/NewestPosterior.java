package io.streambed.app.export;

import io.streambed.science.Posterior;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The newest of one sensor's posteriors among those that go by. Used by one thread at a time. */
public final class NewestPosterior {
  private static final int MOST_NAMED = 10;

  private final @Nullable String sensor;
  private final Set<String> seen = new TreeSet<>();
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
    boolean wanted = sensor == null || posterior.sensor().equals(sensor);
    if (wanted
        && (known == null
            || (known.sensor().equals(posterior.sensor()) && !posterior.saysLessThan(known)))) {
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
