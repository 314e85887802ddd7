package io.streambed.science.network;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Threads on which learners run a half of a step; idle ones end by themselves. */
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

  /**
   * Runs two passes, each on a thread, that meet halfway: of the outputs of both something is made,
   * with which both go back. Either's failure ends the other's wait, and is thrown.
   *
   * @param beside hands its outputs over and gets what was made of them
   * @param here gives what makes it of the other's outputs, and gets it as well
   * @return what was made
   */
  static <A, S> S meet(
      Consumer<Function<A, S>> beside, Consumer<Function<Function<A, S>, S>> here) {
    CompletableFuture<A> offered = new CompletableFuture<>();
    CompletableFuture<S> made = new CompletableFuture<>();
    CompletableFuture<Void> companion =
        begin(
            () ->
                beside.accept(
                    outputs -> {
                      offered.complete(outputs);
                      return made.join();
                    }));
    CompletableFuture<Void> ended =
        companion.exceptionally(
            failure -> {
              offered.completeExceptionally(failure);
              return null;
            });
    try {
      here.accept(
          make -> {
            made.complete(make.apply(offered.join()));
            return made.join();
          });
    } finally {
      // Ends the companion's wait if this pass failed before.
      made.completeExceptionally(new CancellationException("the pass that it met failed"));
      ended.join();
    }
    companion.join();
    return made.join();
  }

  /** Begins {@code work} at once, on a thread of its own. */
  static CompletableFuture<Void> begin(Runnable work) {
    return CompletableFuture.runAsync(work, THREADS);
  }
}
