package io.streambed.app.command;

import io.streambed.app.node.RoleFailure;
import java.io.PrintWriter;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.slf4j.LoggerFactory;

/** Closes what runs when the process is asked to end (Ctrl-C, SIGTERM), and says how to go on. */
final class StopSignal implements AutoCloseable {
  private final Thread hook;

  private StopSignal(Thread hook) {
    this.hook = hook;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Closes {@code running} when the signal comes.
   *
   * @param farewell what to say then
   */
  static StopSignal closes(AutoCloseable running, PrintWriter err, String farewell) {
    return new StopSignal(
        new Thread(
            () -> {
              err.println();
              err.println("Stopping ...");
              err.flush();
              closeQuietly(running);
              err.println(farewell);
              err.flush();
            },
            "stop-signal"));
  }

  /**
   * Waits for the signal; the process then ends by itself.
   *
   * @param ended fails when there is nothing left to wait for
   * @throws RoleFailure if that comes first
   */
  void await(CompletionStage<Void> ended) throws InterruptedException {
    try {
      ended.toCompletableFuture().get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RoleFailure role) {
        throw role;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** Forgets it. If it has come, this never returns: the process ends once the hook is through. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      waitForTheEnd();
    }
  }

  private void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception problem) {
      LoggerFactory.getLogger(StopSignal.class).error("While stopping", problem);
    }
  }
}
