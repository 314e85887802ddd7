package io.streambed.chaos.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a process says, line by line: kept in a file, the last lines also here. Thread-safe. */
final class Output {
  private static final int TAIL = 60;

  private final Deque<String> tail = new ArrayDeque<>();
  private boolean ended;

  private Output() {}

  /** Reads until the process ends its output. */
  static Output follow(BufferedReader reader, String name, Path file) {
    Output output = new Output();
    Thread pump = new Thread(() -> output.pump(reader, file), name + "-output");
    pump.setDaemon(true);
    pump.start();
    return output;
  }

  private void pump(BufferedReader reader, Path file) {
    try (PrintWriter copy =
        new PrintWriter(
            Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      for (String line = next(reader); line != null; line = next(reader)) {
        copy.println(line);
        copy.flush();
        say(line);
      }
    } catch (IOException unwritable) {
      say("(its output is not kept: " + unwritable + ")");
    }
    end();
  }

  /** Null at the end; Java may close the output of a process that is dead under its reader. */
  private static @Nullable String next(BufferedReader reader) {
    try {
      return reader.readLine();
    } catch (IOException closed) {
      return null;
    }
  }

  private synchronized void say(String line) {
    tail.addLast(line);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** The first of its last lines that is wanted, or null if none comes within {@code limit}. */
  synchronized @Nullable String await(Predicate<String> wanted, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      for (String line : tail) {
        if (wanted.test(line)) {
          return line;
        }
      }
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (ended || millis <= 0) {
        return null;
      }
      wait(millis);
    }
  }

  synchronized String tail() {
    return String.join("\n", tail);
  }
}
