package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.streambed.deploy.DeployFolder.Document;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The whole experiment of the manifests without Kubernetes: the processes of its pods, with their
 * arguments, their environment and their users, at a broker that allows each what the manifests
 * say.
 */
final class Pods implements AutoCloseable {
  private static final int TERMINATED = 143;
  private static final String TOKEN = "operator";

  /** The experiment of the manifests, made small, with an end that it does not come to. */
  private static final String SMALL =
      """
      include "example.conf"
      estimator { width = 16, embedding = 16 }
      training { batch = 64, standardisation-pairs = 512, publish-every = 100, steps = 1000000 }
      inference.bank = 4096
      """;

  /** Where processes run. */
  interface Place {
    /** By what name a process there has its folder. */
    Path named(Path folder);

    /** The command for {@code arguments} of the command line. */
    List<String> command(Path folder, List<String> arguments);
  }

  private final Place place;
  private final Path directory;
  private final StrimziBroker broker;
  private final int port = freePort();
  private final List<Pod> pods = new ArrayList<>();

  private Pods(Place place, Path directory, StrimziBroker broker) throws IOException {
    this.place = place;
    this.directory = directory;
    this.broker = broker;
  }

  /** All of them, started. */
  static Pods start(Place place, Path directory) throws Exception {
    Pods started = new Pods(place, directory, StrimziBroker.start(directory));
    for (Document workload : WorkloadsTest.workloads()) {
      started.pods.add(started.start(workload));
    }
    return started;
  }

  List<Pod> all() {
    return pods;
  }

  /** An observation is answered, to whom has a token. */
  void answer() throws Exception {
    Page page = page();
    page.await(() -> pods.stream().allMatch(Pod::goesOn), this::said);
    assertEquals(401, page.withoutToken("metrics"));
    var answer = page.observe();
    assertEquals(200, answer.statusCode(), () -> answer.body() + "\n" + said());
  }

  /** The page tells Prometheus of all of {@code figures}, in the end. */
  void show(Set<String> figures) throws Exception {
    Set<String> missing = new TreeSet<>(figures);
    while (!missing.isEmpty() && pods.stream().allMatch(Pod::goesOn)) {
      missing.removeAll(MonitoringTest.served(page().get("metrics").body()));
    }
    assertEquals(Set.of(), missing, this::said);
  }

  /** They end when they are asked to, and nobody was refused anything. */
  void stop() throws InterruptedException {
    for (Pod pod : pods) {
      assertEquals(TERMINATED, pod.stop(), pod::said);
      assertFalse(pod.said().contains("uthoriz"), pod::said);
    }
  }

  private Page page() {
    return new Page(URI.create("http://127.0.0.1:" + port + "/"), TOKEN);
  }

  private Pod start(Document workload) throws IOException {
    String role = workload.name();
    Path home = directory.resolve(role);
    broker.secret("example-" + role, home);
    Page.tokens(home.resolve("tokens"), TOKEN);
    Files.copy(DeployFolder.EXPERIMENT, home.resolve("example.conf"));
    Files.writeString(home.resolve("small.conf"), SMALL);
    Path inside = place.named(home);
    Map<String, String> environment =
        new LinkedHashMap<>(
            Pod.environment(
                workload, file -> inside.resolve(Path.of(file).getFileName()).toString()));
    environment.put("STREAMBED_CLIENT", role + "-0");
    environment.put("STREAMBED_HTTP_PORT", Integer.toString(port));
    environment.put("STREAMBED_REPLICATION", "1");
    List<String> arguments = new ArrayList<>(Pod.arguments(workload));
    arguments.set(
        arguments.indexOf("/experiment/experiment.conf"), inside.resolve("small.conf").toString());
    arguments.set(arguments.indexOf("/data"), inside.toString());
    arguments.set(arguments.indexOf("streambed-kafka-bootstrap:9093"), broker.address());
    return Pod.start(
        place.command(home, arguments), environment, directory.resolve(role + ".said"));
  }

  private String said() {
    return String.join("\n---\n", pods.stream().map(Pod::said).toList());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    pods.forEach(Pod::close);
    broker.close();
  }
}
