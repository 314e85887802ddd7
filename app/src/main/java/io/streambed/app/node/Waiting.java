package io.streambed.app.node;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets the command line's own thread wait; never called from an actor or a stream. */
public final class Waiting {

  private Waiting() {}

  /**
   * The stage's value.
   *
   * @throws RuntimeException the stage's own, if it failed with one
   * @throws IllegalStateException if it did not end within {@code limit} or this thread was
   *     interrupted
   */
  public static <T> T on(CompletionStage<T> stage, Duration limit) {
    try {
      return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException(
          "expected an answer within %d s, got none".formatted(limit.toSeconds()), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
