package io.streambed.chaos.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own that can be hurt. Ends, however it is, with this one. */
public final class Jvm implements AutoCloseable {
  private static final Duration DEATH = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Output output;
  private volatile boolean paused;

  private Jvm(String name, Process process, Output output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts it.
   *
   * @param name for people, and of the thread that reads its output
   * @param log file to which its output is added
   * @param environment on top of this process's own
   * @param command after {@code java}: options, class path, main class, arguments
   */
  public static Jvm start(
      String name, Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> whole = new ArrayList<>();
    whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    Watchdog.guard(process.toHandle());
    return new Jvm(name, process, Output.follow(process.inputReader(), name, log));
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it is stopped by {@link #pause}. */
  public boolean isPaused() {
    return paused;
  }

  /** SIGKILL, and its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd(DEATH);
  }

  /** SIGSTOP: it stands still, its connections stay open. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
    paused = true;
  }

  /** SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
    paused = false;
  }

  /** SIGTERM: it is asked to end. */
  public void terminate() throws IOException, InterruptedException {
    signal("TERM");
  }

  /** Waits for its end; the exit status. */
  public int awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          "%s did not end within %d s:\n%s".formatted(name, limit.toSeconds(), output.tail()));
    }
    return process.exitValue();
  }

  /**
   * The line with {@code part} that it says.
   *
   * @throws AssertionError with its last lines, if it does not within {@code limit} or ends before
   */
  public String awaitLine(String part, Duration limit) throws InterruptedException {
    String line = output.await(said -> said.contains(part), limit);
    if (line == null) {
      throw new AssertionError(
          "expected of %s a line with '%s' within %d s; it is %s and said last:\n%s"
              .formatted(
                  name,
                  part,
                  limit.toSeconds(),
                  isAlive() ? "alive" : "dead with status " + process.exitValue(),
                  output.tail()));
    }
    return line;
  }

  /** Its last lines. */
  public String tail() {
    return output.tail();
  }

  private void signal(String signal) throws IOException, InterruptedException {
    if (process.isAlive()) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
