package io.streambed.science.network;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads on which learners run one of their towers; idle ones end by themselves. */
final class Companion {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "learner-companion-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private Companion() {}

  /** Begins {@code work} at once, on a thread of its own. */
  static CompletableFuture<Void> begin(Runnable work) {
    return CompletableFuture.runAsync(work, THREADS);
  }
}
