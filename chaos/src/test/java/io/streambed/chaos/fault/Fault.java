package io.streambed.chaos.fault;

import java.time.Duration;

/**
 * Something that goes wrong. Processes are meant by name, such as {@code broker-1} or {@code
 * inference-2}.
 */
public sealed interface Fault {

  /** Which process, or else which topic, it hits. */
  String target();

  /** SIGKILL; started again when the fault has lasted. */
  record Kill(String target) implements Fault {}

  /** SIGSTOP, then SIGCONT when it has lasted. */
  record Pause(String target) implements Fault {}

  /** SIGTERM; started again when it has ended and the fault has lasted. */
  record Restart(String target) implements Fault {}

  /** Nothing passes between it and any broker, nor between a trainer and other trainers. */
  record Isolate(String target) implements Fault {}

  /** Nothing passes between a trainer and the other trainers; it reaches the brokers. */
  record Estrange(String target) implements Fault {}

  /** Nothing passes between it and one broker. */
  record Part(String target, String broker) implements Fault {}

  /** All that passes there is late. */
  record Slow(String target, Duration delay) implements Fault {}

  /** Its disk is full. */
  record FillDisk(String target) implements Fault {}

  /** Its clock is set by so many seconds, and set right when the fault has lasted. */
  record SetClock(String target, long seconds) implements Fault {}

  /** A spare process joins, and leaves by SIGTERM when the fault has lasted: two rebalances. */
  record Join(String target) implements Fault {}

  /** A record that nobody can read stands on topic {@code target}. */
  record Poison(String target) implements Fault {}

  /** A model whose weights are not those of its hash stands on topic {@code models}. */
  record Tamper() implements Fault {
    @Override
    public String target() {
      return "models";
    }
  }
}
