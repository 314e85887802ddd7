package io.streambed.science.network;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things that one user at a time may have, made when none is idle; as many as were ever in use at
 * once. Safe to share between threads.
 */
final class Pool<T> {
  private final Supplier<T> make;
  private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();

  Pool(Supplier<T> make) {
    this.make = make;
  }

  /** Lends one to {@code work}, and takes it back unless that fails. */
  <R> R use(Function<T, R> work) {
    T found = idle.poll();
    T lent = found != null ? found : make.get();
    R result = work.apply(lent);
    idle.add(lent);
    return result;
  }
}
