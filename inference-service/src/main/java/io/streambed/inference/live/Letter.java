package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import java.time.Instant;

/**
 * A dead letter as it is remembered.
 *
 * @param letter with the record's bytes, and what became of it
 * @param time when it was written
 */
public record Letter(DeadLetter letter, Instant time) {

  /** Names it: where its record stood. */
  public String id() {
    return letter.origin().toString();
  }

  Letter settled(DeadLetter.Fate fate) {
    return new Letter(
        new DeadLetter(
            letter.origin(), letter.stage(), letter.cause(), letter.key(), letter.value(), fate),
        time);
  }

  long bytes() {
    return letter.value().size() + 2L * letter.cause().length();
  }
}
