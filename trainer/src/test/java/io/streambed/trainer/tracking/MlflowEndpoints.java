package io.streambed.trainer.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * An HTTP server with the endpoints of MLflow's REST API that a reporter needs, one run at most.
 */
final class MlflowEndpoints implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request that was answered. */
  record Call(String path, String authorization, JsonNode body) {}

  final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  final Map<String, List<Long>> steps = new LinkedHashMap<>();
  private final HttpServer server;
  private boolean experiment;
  private String training = "";
  private int runs;
  private volatile int refusal;

  private MlflowEndpoints(HttpServer server) {
    this.server = server;
  }

  /** On this port, 0 for any. */
  static MlflowEndpoints start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    MlflowEndpoints endpoints = new MlflowEndpoints(server);
    server.createContext("/api/2.0/mlflow/", endpoints::handle);
    server.start();
    return endpoints;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** From now on requests get this status; 0 for answers. */
  void refuse(int status) {
    refusal = status;
  }

  /** Waits for a call. */
  Call await(Predicate<Call> wanted) {
    for (Call call = next(); ; call = next()) {
      if (wanted.test(call)) {
        return call;
      }
    }
  }

  private Call next() {
    try {
      return Optional.ofNullable(calls.poll(20, TimeUnit.SECONDS)).orElseThrow();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  synchronized int runs() {
    return runs;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/api/2.0/mlflow/".length());
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    int status = refusal > 0 ? refusal : 200;
    Object answer = Map.of("error_code", "NO");
    if (status == 200) {
      switch (path) {
        case "experiments/get-by-name" -> {
          status = experiment ? 200 : 404;
          answer = Map.of("experiment", Map.of("experiment_id", "7"));
        }
        case "experiments/create" -> {
          experiment = true;
          answer = Map.of("experiment_id", "7");
        }
        case "runs/search" -> answer = Map.of("runs", found(body.path("filter").asText()));
        case "runs/create" -> {
          runs++;
          training = tag(body, "streambed.training");
          answer = Map.of("run", Map.of("info", Map.of("run_id", "r1")));
        }
        case "runs/log-batch" -> {
          for (JsonNode metric : body.path("metrics")) {
            steps
                .computeIfAbsent(metric.get("key").asText(), key -> new ArrayList<>())
                .add(metric.get("step").asLong());
          }
          answer = Map.of();
        }
        case "runs/update" -> answer = Map.of();
        default -> status = 404;
      }
    }
    byte[] bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    calls.add(new Call(path, String.valueOf(authorization), body));
  }

  private List<Object> found(String filter) {
    if (runs == 0 || !filter.equals("tags.`streambed.training` = '" + training + "'")) {
      return List.of();
    }
    List<Object> metrics = new ArrayList<>();
    steps.forEach(
        (key, all) -> metrics.add(Map.of("key", key, "value", 1, "step", all.get(all.size() - 1))));
    return List.of(Map.of("info", Map.of("run_id", "r1"), "data", Map.of("metrics", metrics)));
  }

  private static String tag(JsonNode body, String key) {
    for (JsonNode tag : body.path("tags")) {
      if (tag.get("key").asText().equals(key)) {
        return tag.get("value").asText();
      }
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
