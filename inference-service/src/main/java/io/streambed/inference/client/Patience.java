package io.streambed.inference.client;

import java.time.Duration;

/**
 * How long a client waits.
 *
 * @param answer for an answer, beyond an observation's deadline where there is one
 * @param silence of a stream, which says something every ten seconds, before it is begun anew
 * @param pause before the first attempt to begin a stream anew; each further one waits twice as
 *     long
 * @param longestPause between attempts
 */
record Patience(Duration answer, Duration silence, Duration pause, Duration longestPause) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  /** The pause after one of {@code before}. */
  Duration after(Duration before) {
    Duration twice = before.multipliedBy(2);
    return twice.compareTo(longestPause) < 0 ? twice : longestPause;
  }
}
