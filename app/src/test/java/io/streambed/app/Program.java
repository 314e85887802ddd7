package io.streambed.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The command line in a process of its own, whose output is read line by line. */
final class Program implements AutoCloseable {
  /** Exit status of a process that ended by SIGTERM. */
  static final int TERMINATED = 143;

  private static final long LIMIT_SECONDS = 180;

  private final Process process;
  private final BufferedReader output;
  private final List<String> said = new ArrayList<>();

  private Program(Process process) {
    this.process = process;
    output = process.inputReader();
  }

  /** Starts it; standard error goes where standard output goes. */
  static Program start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.streambed.app.StreambedMain"));
    command.addAll(Arrays.asList(arguments));
    return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits until it says a line with {@code part}. */
  void await(String part) throws InterruptedException {
    readUntil(part);
  }

  /**
   * Asks it to end, with SIGTERM: to Java the same as Ctrl-C, which a process that was started in
   * the background is deaf to.
   */
  void stop() {
    process.destroy();
  }

  /** Waits for its end; the exit status. */
  int end() throws InterruptedException {
    readUntil(null);
    return process.waitFor();
  }

  /** All that it has said so far. */
  String said() {
    return String.join("\n", said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readUntil(@Nullable String part) throws InterruptedException {
    CompletableFuture<Boolean> found = CompletableFuture.supplyAsync(() -> find(part));
    try {
      if (!found.get(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it ended without saying '%s':\n%s".formatted(part, said()));
      }
    } catch (TimeoutException late) {
      process.destroyForcibly();
      throw new AssertionError("it did not say '%s':\n%s".formatted(part, said()), late);
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    }
  }

  /** Whether the line came; for none whether it ended. */
  private boolean find(@Nullable String part) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
        if (part != null && line.contains(part)) {
          return true;
        }
      }
      return part == null;
    } catch (IOException broken) {
      return part == null;
    }
  }
}
