package io.streambed.topics.intake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.KillSwitch;
import org.jspecify.annotations.Nullable;

/** Knows which attempt of a restarting source runs, so that draining reaches it. */
final class Lifetime implements Control {
  private final CompletableFuture<Done> closed = new CompletableFuture<>();
  private boolean ending;
  private @Nullable Control attempt;
  private @Nullable KillSwitch all;

  /** The whole of it runs; {@code killSwitch} ends it when no attempt does. */
  synchronized Control running(KillSwitch killSwitch, CompletionStage<Done> ended) {
    all = killSwitch;
    ended.whenComplete((done, failure) -> closeAttempt());
    return this;
  }

  /** An attempt runs until {@code ended}. */
  synchronized void started(Control control, CompletionStage<Done> ended) {
    attempt = control;
    ended.whenComplete((done, failure) -> endedAttempt(failure));
    if (ending) {
      control.drain();
    }
  }

  synchronized boolean isEnding() {
    return ending;
  }

  @Override
  public synchronized CompletionStage<Done> drain() {
    ending = true;
    if (attempt != null) {
      attempt.drain();
    } else {
      killAll();
    }
    return closed;
  }

  private synchronized void endedAttempt(@Nullable Throwable failure) {
    if (failure != null) {
      attempt = null;
      if (ending) {
        killAll();
      }
    }
  }

  private synchronized void closeAttempt() {
    CompletionStage<Done> last =
        attempt == null ? CompletableFuture.completedFuture(Done.getInstance()) : attempt.drain();
    last.whenComplete((done, failure) -> closed.complete(Done.getInstance()));
  }

  private void killAll() {
    if (all != null) {
      all.shutdown();
    }
  }
}
