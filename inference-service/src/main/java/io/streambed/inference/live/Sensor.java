package io.streambed.inference.live;

import io.streambed.inference.document.PosteriorNote;
import io.streambed.science.Posterior;
import java.util.List;

/**
 * A sensor as it was last seen, with draws.
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

  /** What its draws take in memory. */
  long bytes() {
    return (long) Double.BYTES * newest.draws().size() * (newest.draws().parameters() + 1);
  }
}
