package io.streambed.app.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The command line in a process of its own, whose output is read line by line. */
public final class Program implements AutoCloseable {
  /** Exit status of a process that ended by SIGTERM. */
  public static final int TERMINATED = 143;

  private static final long LIMIT_SECONDS = 180;

  private final Process process;
  private final BufferedReader output;
  private final List<String> said = new ArrayList<>();

  private Program(Process process) {
    this.process = process;
    output = process.inputReader();
  }

  /** Starts it; standard error goes where standard output goes. */
  public static Program start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** The same with more variables in its environment. */
  public static Program start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.streambed.app.StreambedMain"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Program(builder.start());
  }

  /** Waits until it says a line with {@code part}. */
  public void await(String part) throws InterruptedException {
    readUntil(part);
  }

  /**
   * Asks it to end, with SIGTERM: to Java the same as Ctrl-C, which a process that was started in
   * the background is deaf to.
   */
  public void stop() throws IOException, InterruptedException {
    signal("TERM");
  }

  /** Kills it at once, with SIGKILL. */
  public void kill() throws IOException, InterruptedException {
    signal("KILL");
  }

  /** Holds it up, with SIGSTOP, until {@link #resume}. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on, with SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Its number at the operating system. */
  public long pid() {
    return process.pid();
  }

  /** Process.destroy would close its output, too. */
  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end; the exit status. */
  public int end() throws InterruptedException {
    readUntil(null);
    return process.waitFor();
  }

  /** All that it has said so far. */
  public String said() {
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
