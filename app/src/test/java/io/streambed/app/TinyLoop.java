package io.streambed.app;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The tiny experiment in all roles with its live page, training for as long as a test takes. */
public final class TinyLoop implements AutoCloseable {
  /** The record that {@link #observeBadly} says could not be used. */
  public static final String BAD = "no observation at all";

  private static final int STEPS = 2_000_000;

  private final Node node;
  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();
  private int buried;

  private TinyLoop(Node node) {
    this.node = node;
    page = node.page().orElseThrow();
  }

  /** Starts it at a free port. */
  public static TinyLoop start(Path directory) throws IOException {
    return start(directory, Map.of());
  }

  /** The same with other settings besides. */
  public static TinyLoop start(Path directory, Map<String, ?> overrides) throws IOException {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    return start(directory, overrides, NodeSettings.everything(data));
  }

  /** Its page alone, with a broker; nobody trains or infers. */
  public static TinyLoop pageAlone(Path directory, Map<String, ?> overrides) throws IOException {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    return start(
        directory, overrides, new NodeSettings(EnumSet.of(Role.PAGE), data, Optional.empty()));
  }

  private static TinyLoop start(Path directory, Map<String, ?> overrides, NodeSettings settings)
      throws IOException {
    Path file = TinyExperiment.write(directory, STEPS);
    Map<String, Object> all = new HashMap<>(overrides);
    all.put("checkpoint.directory", directory.resolve("checkpoints").toString());
    all.put("http.port", 0);
    all.put("http.look", "200ms");
    ExperimentPlan plan = ExperimentPlan.load(file.toString(), all);
    return new TinyLoop(Node.start(plan, settings.withPage()));
  }

  /** Where its page is. */
  public URI page() {
    return page;
  }

  /** Observes two values, and waits for the posterior. */
  public HttpResponse<String> observe(String sensor, double a, double b) throws Exception {
    String body =
        String.format(
            Locale.ROOT,
            "{\"sensor\": \"%s\", \"data\": [%s, %s], \"deadline_seconds\": 60}",
            sensor,
            a,
            b);
    HttpResponse<String> answer = post("api/observations", body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return answer;
  }

  /** Leaves a dead letter of bytes that are no observation. */
  public Position observeBadly(String sensor) {
    return observeBadly(sensor, Integer.MAX_VALUE);
  }

  /** The same of bytes that stood at that offset. */
  public Position observeBadly(String sensor, long offset) {
    return bury(
        offset, "Observation: expected 2 values, got none", sensor, ByteString.fromString(BAD));
  }

  /** Makes a dead letter of an observation that could be used now. */
  public Position observeInVain(String sensor, float a, float b) {
    Observation observation =
        new Observation(
            "once-dead",
            sensor,
            Data.of(new float[] {a, b}),
            Instant.now(),
            250,
            Duration.ofSeconds(60));
    byte[] record = node.client().topics().observations().codec().encode(observation);
    return bury(
        Integer.MAX_VALUE - ++buried,
        "expected a model that serves, none has come",
        sensor,
        ByteString.fromArray(record));
  }

  private Position bury(long offset, String cause, String sensor, ByteString record) {
    Position origin = new Position(node.client().topics().observations().name(), 0, offset);
    DeadLetter letter =
        new DeadLetter(origin, DeadLetter.Stage.VALUE_CONVERTER, cause, sensor, record);
    node.client()
        .publisher(node.client().topics().deadLetters())
        .publish(letter)
        .toCompletableFuture()
        .join();
    return origin;
  }

  public HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve(path));
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String json) throws Exception {
    return http.send(
        HttpRequest.newBuilder(page.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  public HttpResponse<String> delete(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(page.resolve(path)).DELETE().build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    node.close();
  }
}
