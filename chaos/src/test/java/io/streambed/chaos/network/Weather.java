package io.streambed.chaos.network;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How all links behave just now. Thread-safe. */
public final class Weather {
  private final Map<Link, Link.State> states = new HashMap<>();

  /** From now on nothing passes. */
  public void cut(Link link) {
    put(link, new Link.State.Cut());
  }

  /** From now on every piece is late by {@code delay}. */
  public void slow(Link link, Duration delay) {
    put(link, new Link.State.Slow(delay));
  }

  /** From now on all is well; what waited passes. */
  public synchronized void mend(Link link) {
    states.remove(link);
    notifyAll();
  }

  private synchronized void put(Link link, Link.State state) {
    states.put(link, state);
    notifyAll();
  }

  /** Returns when a piece may pass. */
  void pass(Link link) throws InterruptedException {
    if (awaitWay(link) instanceof Link.State.Slow slow) {
      LockSupport.parkNanos(slow.delay().toNanos());
      awaitWay(link);
    }
  }

  private synchronized Link.State awaitWay(Link link) throws InterruptedException {
    Link.State state = states.getOrDefault(link, new Link.State.Open());
    while (state instanceof Link.State.Cut) {
      wait();
      state = states.getOrDefault(link, new Link.State.Open());
    }
    return state;
  }
}
