package io.streambed.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.deploy.DeployFolder.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What a manifest says of the process in a pod, and that process on this machine. */
final class Pod implements AutoCloseable {
  private static final Path BASE = DeployFolder.KUBERNETES.resolve("base/kustomization.yaml");

  private final Process process;
  private final Path log;

  private Pod(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Variables of a workload's container.
   *
   * @param here a file of the pod to one of this machine
   */
  static Map<String, String> environment(Document workload, UnaryOperator<String> here) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode map : DeployFolder.yaml(BASE).path("configMapGenerator")) {
      for (JsonNode literal : map.path("literals")) {
        List<String> parts = List.of(literal.asText().split("=", 2));
        environment.put(parts.get(0), file(parts.get(1), here));
      }
    }
    for (JsonNode variable : container(workload).path("env")) {
      // What only the cluster knows is the pod's name or its address.
      String value =
          variable.has("value") ? file(variable.get("value").asText(), here) : "10.0.0.1";
      environment.put(variable.get("name").asText(), value);
    }
    return environment;
  }

  private static String file(String value, UnaryOperator<String> here) {
    return value.startsWith("/") ? here.apply(value) : value;
  }

  static List<String> arguments(Document workload) {
    List<String> arguments = new ArrayList<>();
    container(workload).path("args").forEach(argument -> arguments.add(argument.asText()));
    return arguments;
  }

  private static JsonNode container(Document workload) {
    return workload.content().at("/spec/template/spec/containers/0");
  }

  /** The command line of the class path, for a process of its own. */
  static List<String> java(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.streambed.app.StreambedMain"));
    command.addAll(arguments);
    return command;
  }

  /**
   * Starts a process.
   *
   * @param log where it writes; anew
   */
  static Pod start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("STREAMBED_"));
    builder.environment().putAll(environment);
    return new Pod(builder.start(), log);
  }

  /** Whether it still runs a moment later. */
  boolean goesOn() {
    try {
      return !process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Java itself: the last of those who started each other. */
  ProcessHandle java() {
    return process.descendants().reduce((first, second) -> second).orElse(process.toHandle());
  }

  /** Asks it to end, as Kubernetes does; its exit status. */
  int stop() throws InterruptedException {
    java().destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end within a minute:\n" + said());
    }
    return process.exitValue();
  }

  /** Waits for its end; its exit status. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  String said() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException problem) {
      return problem.toString();
    }
  }

  @Override
  public void close() {
    java().destroyForcibly();
    process.destroyForcibly();
  }
}
