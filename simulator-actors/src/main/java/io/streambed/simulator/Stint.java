package io.streambed.simulator;

import io.streambed.simulator.SimulationWorker.Answer;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;

/** A worker's time with one block. */
final class Stint {
  private final BlockExecution execution;
  private final ActorRef<StatusReply<Answer>> replyTo;
  private long lapStart = System.nanoTime();

  Stint(BlockExecution execution, ActorRef<StatusReply<Answer>> replyTo) {
    this.execution = execution;
    this.replyTo = replyTo;
  }

  BlockExecution execution() {
    return execution;
  }

  ActorRef<StatusReply<Answer>> replyTo() {
    return replyTo;
  }

  /** Time since the last call, or since the beginning. */
  Duration lap() {
    long now = System.nanoTime();
    Duration lap = Duration.ofNanos(now - lapStart);
    lapStart = now;
    return lap;
  }
}
