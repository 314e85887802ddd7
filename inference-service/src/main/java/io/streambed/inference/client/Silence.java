package io.streambed.inference.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes a stream that says nothing for too long: a connection that is half open never ends. */
final class Silence {
  private final InputStream stream;
  private final Duration most;
  private volatile long heard = System.nanoTime();
  private volatile boolean closed;

  Silence(InputStream stream, Duration most) {
    this.stream = stream;
    this.most = most;
  }

  /** Something was heard. */
  void broken() {
    heard = System.nanoTime();
  }

  /** From now on, until it is closed. */
  void watch() {
    long left = heard + most.toNanos() - System.nanoTime();
    if (left <= 0) {
      close();
    } else if (!closed) {
      CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(this::watch);
    }
  }

  /** Whoever reads is told. */
  void close() {
    closed = true;
    try {
      stream.close();
    } catch (IOException already) {
      // Then nobody reads it any more either.
    }
  }
}
