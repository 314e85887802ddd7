package io.streambed.chaos.site;

import io.streambed.chaos.process.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker or a node under a name, over all its starts. As a platform would, it starts a process
 * again that ends unasked, and counts that. Thread-safe.
 */
public final class Member {
  private static final Duration READY_LIMIT = Duration.ofMinutes(4);

  private static final Duration LIFE = Duration.ofDays(1);

  /** How to start a process. */
  @FunctionalInterface
  interface Starter {
    Jvm start() throws IOException;
  }

  private final String name;
  private final String readyWord;
  private final Starter starter;
  private @Nullable Jvm jvm;
  private boolean wanted;
  private boolean ready;
  private int unasked;

  Member(String name, String readyWord, Starter starter) {
    this.name = name;
    this.readyWord = readyWord;
    this.starter = starter;
  }

  public String name() {
    return name;
  }

  /** Number of the process that runs now. */
  public synchronized Optional<Long> pid() {
    return Optional.ofNullable(jvm).filter(Jvm::isAlive).map(Jvm::pid);
  }

  /** How often it ended without being asked to. */
  public synchronized int unasked() {
    return unasked;
  }

  /** Whether it is meant to run. */
  public synchronized boolean isWanted() {
    return wanted;
  }

  /** Starts it in the background; nothing to do where it runs. */
  public synchronized void start() {
    wanted = true;
    if (jvm != null && jvm.isAlive()) {
      return;
    }
    try {
      Jvm started = starter.start();
      jvm = started;
      ready = false;
      Thread midwife = new Thread(() -> follow(started), name + "-starts");
      midwife.setDaemon(true);
      midwife.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  private void follow(Jvm started) {
    try {
      started.awaitLine(readyWord, READY_LIMIT);
      becomeReady(started);
    } catch (InterruptedException | AssertionError notReady) {
      started.close();
    }
    try {
      started.awaitEnd(LIFE);
    } catch (InterruptedException | AssertionError immortal) {
      return;
    }
    ended(started);
  }

  private synchronized void becomeReady(Jvm started) {
    ready = jvm == started;
    notifyAll();
  }

  private synchronized void ended(Jvm started) {
    if (jvm == started && wanted) {
      unasked++;
      System.out.printf("%s ended unasked; its last words:%n%s%n", name, started.tail());
      start();
    }
  }

  /** SIGKILL; it stays dead until {@link #start}. */
  public void kill() throws InterruptedException {
    Optional<Jvm> running = leave();
    if (running.isPresent()) {
      running.get().kill();
    }
  }

  /** SIGTERM, and its end; it stays away until {@link #start}. */
  public void terminate() throws IOException, InterruptedException {
    Optional<Jvm> running = leave();
    if (running.isPresent()) {
      running.get().terminate();
      running.get().awaitEnd(Duration.ofMinutes(2));
    }
  }

  public void pause() throws IOException, InterruptedException {
    Jvm running = current();
    if (running != null) {
      running.pause();
    }
  }

  public void resume() throws IOException, InterruptedException {
    Jvm running = current();
    if (running != null) {
      running.resume();
    }
  }

  private synchronized Optional<Jvm> leave() {
    wanted = false;
    ready = false;
    return Optional.ofNullable(jvm);
  }

  private synchronized @Nullable Jvm current() {
    return jvm;
  }

  /** Whether it runs and has said so. */
  public synchronized boolean isReady() {
    return ready && jvm != null && jvm.isAlive();
  }

  /**
   * Returns when it runs and has said so.
   *
   * @throws AssertionError with its last words, if that takes more than eight minutes
   */
  public synchronized void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + 2 * READY_LIMIT.toNanos();
    while (!isReady()) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new AssertionError(
            "expected %s to be ready; its last words:%n%s"
                .formatted(name, jvm == null ? "none" : jvm.tail()));
      }
      wait(Math.min(millis, 1000));
    }
  }
}
