package io.streambed.inference.live;

import io.streambed.science.Posterior;
import java.util.List;

/**
 * A sensor as it was last seen.
 *
 * @param name of it
 * @param newest its newest posterior, with draws, that no later one stands behind
 * @param note of {@code newest}
 * @param history notes of its posteriors in the order in which they were read, oldest first
 */
public record Sensor(
    String name, Posterior newest, PosteriorNote note, List<PosteriorNote> history) {

  public Sensor {
    history = List.copyOf(history);
  }

  /** The note of the posterior that was read last, which may be late or a repeat. */
  public PosteriorNote last() {
    return history.get(history.size() - 1);
  }

  /** What its draws take in memory. */
  long bytes() {
    return (long) Double.BYTES * newest.draws().size() * (newest.draws().parameters() + 1);
  }
}
