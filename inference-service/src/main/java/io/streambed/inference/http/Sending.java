package io.streambed.inference.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What callers have handed over and no broker has acknowledged: while none answers it lies in this
 * process's memory, so it is bounded. Thread-safe.
 */
final class Sending {
  /** What a record costs beside its data. */
  private static final long RECORD_BYTES = 1024;

  private final long most;
  private final AtomicLong underWay = new AtomicLong();

  /**
   * @param most bytes; one record alone may be larger
   */
  Sending(long most) {
    this.most = most;
  }

  /**
   * What {@code work} begins; it counts until that is done.
   *
   * @param bytes of its data
   * @return fails with a ProblemException that says 503 if too much is under way; then nothing was
   *     begun
   */
  <T> CompletionStage<T> send(long bytes, Supplier<CompletionStage<T>> work) {
    long cost = RECORD_BYTES + bytes;
    long before = underWay.getAndUpdate(now -> fits(now, cost) ? now + cost : now);
    if (!fits(before, cost)) {
      return CompletableFuture.failedFuture(
          new ProblemException(
              Problem.of(
                  503,
                  "Too much is under way",
                  "expected at most %d bytes that no broker has acknowledged, got %d more beyond %d: do the brokers answer? Nothing was sent"
                      .formatted(most, cost, before))));
    }
    return begin(work).whenComplete((done, failure) -> underWay.addAndGet(-cost));
  }

  private boolean fits(long now, long cost) {
    return now == 0 || now + cost <= most;
  }

  private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }
}
