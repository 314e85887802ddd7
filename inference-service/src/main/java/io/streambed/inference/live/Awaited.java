package io.streambed.inference.live;

import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who waits for the answer to an observation. Thread-safe. */
final class Awaited {
  private final int most;
  private final Map<Wait, CompletableFuture<Reply>> waits = new HashMap<>();

  /**
   * @param most that may wait at a time
   */
  Awaited(int most) {
    this.most = most;
  }

  /** One who waits; equal to itself alone. */
  static final class Wait {
    private final String observation;
    private volatile Position sent = new Position("", -1, -1);

    private Wait(String observation) {
      this.observation = observation;
    }
  }

  /**
   * The next answer to {@code observation}, whoever sent it.
   *
   * @param reply completed with it; the wait ends however it completes
   * @return null if too many wait already
   */
  synchronized @Nullable Wait begin(String observation, CompletableFuture<Reply> reply) {
    if (waits.size() >= most) {
      return null;
    }
    Wait wait = new Wait(observation);
    waits.put(wait, reply);
    reply.whenComplete((done, failure) -> end(wait));
    return wait;
  }

  /** The observation stands at {@code position}, whose dead letter is an answer, too. */
  void sent(Wait wait, Position position) {
    wait.sent = position;
  }

  void offer(Posterior posterior) {
    complete(posterior.observation(), null, new Reply.Answered(posterior));
  }

  void offer(DeadLetter letter) {
    complete(null, letter.origin(), new Reply.Rejected(letter));
  }

  synchronized int waiting() {
    return waits.size();
  }

  private void complete(@Nullable String observation, @Nullable Position origin, Reply reply) {
    Map<Wait, CompletableFuture<Reply>> met = new HashMap<>();
    synchronized (this) {
      waits.forEach(
          (wait, future) -> {
            if (wait.observation.equals(observation) || wait.sent.equals(origin)) {
              met.put(wait, future);
            }
          });
    }
    met.values().forEach(future -> future.complete(reply));
  }

  private synchronized void end(Wait wait) {
    waits.remove(wait);
  }
}
