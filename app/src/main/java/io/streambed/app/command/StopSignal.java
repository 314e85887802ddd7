package io.streambed.app.command;

import io.streambed.app.node.RoleFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Closes what runs when the process is asked to end (Ctrl-C, SIGTERM), and says how to go on.
 * Thread-safe.
 */
final class StopSignal implements AutoCloseable {
  private static final long START_LIMIT_MILLIS = 20_000;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Thread hook;
  private boolean starting;
  private boolean asked;

  private StopSignal(PrintWriter err, String farewell) {
    hook = new Thread(() -> stop(err, farewell), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Listens from now on.
   *
   * @param farewell what to say at the end
   */
  static StopSignal listen(PrintWriter err, String farewell) {
    return new StopSignal(err, farewell);
  }

  /** Something that is to be closed by {@link #closes}. */
  @FunctionalInterface
  interface Start<T extends AutoCloseable> {
    T start() throws IOException;
  }

  /**
   * Starts something. When the signal comes it is closed, the last one first; if it comes while
   * {@code start} is at work, then after that. Once it has come this never returns.
   */
  <T extends AutoCloseable> T closes(Start<T> start) throws IOException {
    begin();
    try {
      T started = start.start();
      keep(started);
      return started;
    } finally {
      end();
    }
  }

  /**
   * For what waits while it starts.
   *
   * @throws CancellationException if the signal has come
   */
  synchronized void throwIfAsked() {
    if (asked) {
      throw new CancellationException("asked to stop");
    }
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

  /** Forgets it. If it has come, this never returns: the process ends once all is closed. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      waitForTheEnd();
    }
  }

  private void begin() {
    boolean late;
    synchronized (this) {
      late = asked;
      starting = !late;
    }
    if (late) {
      waitForTheEnd();
    }
  }

  private synchronized void keep(AutoCloseable started) {
    running.push(started);
  }

  private void end() {
    boolean late;
    synchronized (this) {
      starting = false;
      late = asked;
      notifyAll();
    }
    if (late) {
      waitForTheEnd();
    }
  }

  private void stop(PrintWriter err, String farewell) {
    err.println();
    err.println("Stopping ...");
    err.flush();
    awaitStart();
    AutoCloseable next = poll();
    while (next != null) {
      closeQuietly(next);
      next = poll();
    }
    err.println(farewell);
    err.flush();
  }

  private synchronized void awaitStart() {
    asked = true;
    long limit = System.nanoTime() + START_LIMIT_MILLIS * 1_000_000;
    try {
      while (starting && System.nanoTime() < limit) {
        wait(START_LIMIT_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable AutoCloseable poll() {
    return running.poll();
  }

  private static void waitForTheEnd() {
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
