package io.streambed.inference;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many pieces of work be under way at a time; others wait. They begin one after the other,
 * in the order in which they came. Thread-safe.
 */
final class Admission {
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger free;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param most under way at a time, at least 1
   */
  Admission(int most) {
    free = new AtomicInteger(most);
  }

  /** Begins {@code work} now, or on the thread that ends another one; it must not block. */
  <T> CompletionStage<T> admit(Supplier<CompletionStage<T>> work) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    waiting.add(() -> begin(work, outcome));
    beginOthers();
    return outcome;
  }

  /** Nothing begins any more; what waits is left undone. */
  void close() {
    closed = true;
    waiting.clear();
  }

  private <T> void begin(Supplier<CompletionStage<T>> work, CompletableFuture<T> outcome) {
    CompletionStage<T> begun;
    try {
      begun = work.get();
    } catch (RuntimeException failure) {
      begun = CompletableFuture.failedFuture(failure);
    }
    begun.whenComplete(
        (result, failure) -> {
          free.incrementAndGet();
          beginOthers();
          if (failure == null) {
            outcome.complete(result);
          } else {
            outcome.completeExceptionally(failure);
          }
        });
  }

  private @Nullable Runnable next() {
    return closed || free.get() == 0 ? null : waiting.poll();
  }

  /** One thread at a time begins; what comes meanwhile it begins as well. */
  private void beginOthers() {
    if (calls.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    while (seen > 0) {
      Runnable next = next();
      while (next != null) {
        free.decrementAndGet();
        next.run();
        next = next();
      }
      seen = calls.addAndGet(-seen);
    }
  }
}
