package io.streambed.inference.live;

import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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
    private final String sensor;
    private final String observation;
    private volatile Position sent = new Position("", -1, -1);

    private Wait(Observation asked) {
      sensor = asked.sensor();
      observation = asked.id();
    }

    /** Ids are unique within a sensor alone: senders make them up. */
    private boolean isFor(Posterior posterior) {
      return sensor.equals(posterior.sensor()) && observation.equals(posterior.observation());
    }
  }

  /**
   * The next answer to {@code observation}, whoever sent it.
   *
   * @param reply completed with it; the wait ends however it completes
   * @return null if too many wait already
   */
  synchronized @Nullable Wait begin(Observation observation, CompletableFuture<Reply> reply) {
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
    complete(wait -> wait.isFor(posterior), new Reply.Answered(posterior));
  }

  void offer(Letter letter) {
    complete(wait -> wait.sent.equals(letter.origin()), new Reply.Rejected(letter));
  }

  synchronized int waiting() {
    return waits.size();
  }

  private void complete(Predicate<Wait> isMeant, Reply reply) {
    Map<Wait, CompletableFuture<Reply>> met = new HashMap<>();
    synchronized (this) {
      waits.forEach(
          (wait, future) -> {
            if (isMeant.test(wait)) {
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
