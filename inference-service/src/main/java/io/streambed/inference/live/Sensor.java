package io.streambed.inference.live;

import io.streambed.science.Posterior;
import java.util.List;

/**
 * A sensor as it was last seen.
 *
 * @param name of it
 * @param newest its newest posterior, with draws
 * @param history notes of its posteriors, oldest first, that of {@code newest} last
 */
public record Sensor(String name, Posterior newest, List<PosteriorNote> history) {

  public Sensor {
    history = List.copyOf(history);
  }

  /** The note of its newest posterior. */
  public PosteriorNote note() {
    return history.get(history.size() - 1);
  }

  /** What its draws take in memory. */
  long bytes() {
    return (long) Double.BYTES * newest.draws().size() * (newest.draws().parameters() + 1);
  }
}
