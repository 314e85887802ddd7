package io.streambed.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The broker's main class in another JVM; stopped on close. */
final class Sibling implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Sibling(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static Sibling start(Path directory, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedBrokerMain.class.getName(),
                directory.toString(),
                "--with-parent"));
    command.addAll(List.of(options));
    return new Sibling(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** What follows {@code prefix} in the next line that begins so; fails where it ends without. */
  String awaitLine(String prefix) throws IOException {
    String line = output.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("expected a line that begins with " + prefix);
    }
    return line.substring(prefix.length());
  }

  int exitStatus() throws InterruptedException {
    return process.waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
