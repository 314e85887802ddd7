package io.streambed.inference.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.streambed.topics.security.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks a Streambed server. Thread-safe; stages fail with a {@link ServerProblem} where the server
 * refuses, with an IOException where it cannot be reached.
 */
public final class StreambedClient {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new SimpleModule().addDeserializer(Double.TYPE, new NumberOrNaN()))
          .build();

  /** Beyond the deadline, for the way there and back. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final String DATA = "data:";

  private final URI server;
  private final Optional<Secret> token;
  private final HttpClient http;

  /**
   * @param server such as {@code http://127.0.0.1:8080/}
   */
  public StreambedClient(URI server) {
    this(server, Optional.empty(), HttpClient.newHttpClient());
  }

  /**
   * For a server that asks who is calling.
   *
   * @param server such as {@code https://streambed.example/}
   * @param token sent with every request, never shown
   * @param http trusts the server's certificate; follows no redirection, with which the token would
   *     go elsewhere
   * @throws IllegalArgumentException if the token would cross a network in the clear
   */
  public StreambedClient(URI server, String token, HttpClient http) {
    this(server, Optional.of(Secret.of(token)), http);
    boolean here = List.of("127.0.0.1", "[::1]", "localhost").contains(server.getHost());
    if (!"https".equals(server.getScheme()) && !here) {
      throw new IllegalArgumentException(
          "expected https for a token that leaves this machine, got " + server);
    }
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "expected a client that follows no redirection, got one that does");
    }
  }

  private StreambedClient(URI server, Optional<Secret> token, HttpClient http) {
    this.server = server;
    this.token = token;
    this.http = http;
  }

  /**
   * Sends an observation under a fresh id and waits for its posterior. Whoever may want to send it
   * again says the id himself.
   *
   * @param data y in the simulator's order, shape [D]
   * @param samples posterior draws wanted, at least 1
   * @param deadline within which the server is to answer
   */
  public CompletionStage<SensorPosterior> observe(
      String sensor, float[] data, int samples, Duration deadline) {
    return observe(UUID.randomUUID().toString(), sensor, data, samples, deadline);
  }

  /**
   * Sends an observation and waits for its posterior. Where no answer came it may be sent again
   * with the same id: a session counts it once.
   *
   * @param id unique within the sensor
   * @param data y in the simulator's order, shape [D]
   * @param samples posterior draws wanted, at least 1
   * @param deadline within which the server is to answer
   */
  public CompletionStage<SensorPosterior> observe(
      String id, String sensor, float[] data, int samples, Duration deadline) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("sensor", sensor);
    body.put("data", data);
    body.put("samples", samples);
    body.put("deadline_seconds", deadline.toNanos() / 1e9);
    HttpRequest request =
        request("api/observations")
            .timeout(deadline.plus(MARGIN))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(text(body)))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> MAPPER.convertValue(document(answer), SensorPosterior.class));
  }

  /**
   * A document of the interface, see {@code /api/openapi.json}.
   *
   * @param path such as {@code api/status}
   */
  public CompletionStage<JsonNode> get(String path) {
    return http.sendAsync(request(path).GET().build(), BodyHandlers.ofString())
        .thenApply(StreambedClient::document);
  }

  /**
   * Tells {@code listener} of each further posterior of a sensor, on a thread of its own; the
   * document is the interface's {@code Note}.
   *
   * @return fails, or completes, when the server ends it; cancel it to end it
   */
  public CompletableFuture<Void> follow(String sensor, Consumer<JsonNode> listener) {
    String name = URLEncoder.encode(sensor, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest request = request("api/sensors/%s/events".formatted(name)).GET().build();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    http.sendAsync(request, BodyHandlers.ofLines())
        .thenAcceptAsync(
            answer -> tell(answer, listener, ended), task -> daemon("follow-" + sensor, task))
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                ended.complete(done);
              } else {
                ended.completeExceptionally(failure);
              }
            });
    return ended;
  }

  /** Not a thread of the common pool: it waits for as long as the server lives. */
  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void tell(
      HttpResponse<Stream<String>> answer,
      Consumer<JsonNode> listener,
      CompletableFuture<Void> ended) {
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new ServerProblem(answer.statusCode(), lines.findFirst().orElse("no reason"), "", "");
      }
      ended.whenComplete((done, failure) -> lines.close());
      lines
          .takeWhile(line -> !ended.isDone())
          .filter(line -> line.startsWith(DATA))
          .forEach(
              line -> listener.accept(tree(answer.statusCode(), line.substring(DATA.length()))));
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).header("Accept", "application/json");
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    return request;
  }

  private static JsonNode document(HttpResponse<String> answer) {
    JsonNode document = tree(answer.statusCode(), answer.body());
    if (answer.statusCode() / 100 != 2) {
      throw new ServerProblem(
          answer.statusCode(),
          document.path("detail").asText("the server answered " + answer.statusCode()),
          document.path("where").asText(""),
          document.path("observation").asText(""));
    }
    return document;
  }

  private static JsonNode tree(int status, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException strange) {
      throw new ServerProblem(status, "expected JSON, got " + strange.getOriginalMessage(), "", "");
    }
  }

  private static String text(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  /** Null, as JSON has no NaN, is NaN. */
  private static final class NumberOrNaN extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1;

    NumberOrNaN() {
      super(Double.TYPE);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
