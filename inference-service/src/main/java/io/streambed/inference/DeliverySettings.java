package io.streambed.inference;

import io.streambed.topics.experiment.CheckedSettings;
import java.time.Duration;

/**
 * How often an observation may be answered: section {@code inference.delivery} of an experiment.
 *
 * @param kind once, or once and perhaps again
 * @param commitInterval least time between two transactions, above 0
 */
public record DeliverySettings(Kind kind, Duration commitInterval) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** What happens to what was in hand when a process ends. */
  public enum Kind {
    /** It may be answered again, with the same bytes. */
    AT_LEAST_ONCE,
    /** Posteriors, dead letters, sessions and offsets are committed together. */
    EXACTLY_ONCE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Keys of section {@code inference}; mistakes are noted there. */
  static DeliverySettings from(CheckedSettings inference) {
    return new DeliverySettings(
        inference.choice("delivery", Kind.class),
        inference.duration("commit-interval", SHORTEST, LONGEST));
  }

  /** Whether there are transactions. */
  boolean isExactlyOnce() {
    return kind == Kind.EXACTLY_ONCE;
  }
}
