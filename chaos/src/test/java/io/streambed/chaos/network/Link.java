package io.streambed.chaos.network;

import java.time.Duration;

/**
 * One direction-less way between a process and a broker, by their names.
 *
 * @param source who connects
 * @param target whom it reaches
 */
public record Link(String source, String target) {

  /** How a link behaves. */
  sealed interface State {
    /** As if nothing stood between. */
    record Open() implements State {}

    /** Nothing passes; connections stay open, what was sent waits. */
    record Cut() implements State {}

    /** Every piece is held back by so much, in either direction. */
    record Slow(Duration delay) implements State {}
  }
}
