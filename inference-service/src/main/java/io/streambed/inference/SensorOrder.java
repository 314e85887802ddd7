package io.streambed.inference;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Does a step with what belongs to one sensor in the order in which it was given, and with that of
 * other sensors as soon as it is ready. Thread-safe.
 */
final class SensorOrder {
  private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  /**
   * @param ready what the step is done with, once it is there
   * @param step begins it, not before that of the one before has begun, and must not block
   * @return what the step gives; fails as {@code ready} or the step does, without the step if the
   *     one before could not begin
   */
  <A, B> CompletionStage<B> follow(
      String sensor, CompletionStage<A> ready, Function<A, CompletionStage<B>> step) {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> before = last.put(sensor, begun);
    CompletionStage<A> turn =
        before == null ? ready : ready.thenCombine(before, (value, done) -> value);
    return turn.thenCompose(
            value -> {
              CompletionStage<B> result = step.apply(value);
              last.remove(sensor, begun);
              begun.complete(null);
              return result;
            })
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                last.remove(sensor, begun);
                begun.completeExceptionally(failure);
              }
            });
  }
}
