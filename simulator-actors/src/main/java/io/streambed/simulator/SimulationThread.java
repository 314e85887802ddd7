package io.streambed.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread on which a worker simulates. It belongs to the worker and not to a dispatcher, because
 * a thread that hangs in a simulator cannot be killed: it is interrupted, left behind and replaced.
 * Not thread-safe: the worker calls it.
 */
final class SimulationThread {
  private final String name;
  private final List<Thread> abandoned = new ArrayList<>();
  private int started;
  private Thread current;
  private ExecutorService executor;

  SimulationThread(String name) {
    this.name = name;
    this.current = Thread.currentThread();
    this.executor = start();
  }

  private ExecutorService start() {
    return Executors.newSingleThreadExecutor(
        task -> {
          current = new Thread(task, name + "-" + started++);
          current.setDaemon(true);
          return current;
        });
  }

  void execute(Runnable task) {
    executor.execute(task);
  }

  /** Leaves the thread behind, interrupted, and goes on with a fresh one. */
  void replace() {
    executor.shutdownNow();
    abandoned.add(current);
    executor = start();
  }

  /** Threads left behind that have not ended. */
  List<Thread> hung() {
    abandoned.removeIf(thread -> !thread.isAlive());
    return List.copyOf(abandoned);
  }

  void stop() {
    executor.shutdownNow();
  }
}
