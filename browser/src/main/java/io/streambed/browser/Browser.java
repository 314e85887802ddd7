package io.streambed.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final long END_SECONDS = 10;

  private final Process process;
  private final DevTools tools;

  private Browser(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The program: what STREAMBED_CHROMIUM says, or the first of the usual names on the PATH. */
  public static Optional<Path> program() {
    String said = System.getenv("STREAMBED_CHROMIUM");
    if (said != null) {
      return Optional.of(Path.of(said));
    }
    return Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty directory
   * @throws IOException with what it said, if it ends before it listens
   */
  public static Browser start(Path program, Path profile) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--no-sandbox");
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return new Browser(process, DevTools.connect(URI.create(listening.group(1))));
      }
    }
    throw new IOException("%s did not start: %s".formatted(program, String.join("\n", said)));
  }

  /** A new tab with nothing in it. */
  public Tab tab() {
    String target =
        tools
            .call("", "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asText();
    String session =
        tools
            .call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    return new Tab(tools, session);
  }

  /** Ends it, by force after ten seconds. */
  @Override
  public void close() throws InterruptedException {
    tools.close();
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
