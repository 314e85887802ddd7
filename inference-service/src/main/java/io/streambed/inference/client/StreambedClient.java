package io.streambed.inference.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.inference.document.LetterLine;
import io.streambed.inference.document.ModelLine;
import io.streambed.inference.document.NewestPosterior;
import io.streambed.inference.document.Overview;
import io.streambed.inference.document.Part;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.document.SensorLine;
import io.streambed.science.Observation;
import io.streambed.topics.security.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks a Streambed server. Thread-safe; stages fail with a {@link ServerProblem} where the server
 * refuses, with an IOException where it cannot be reached or does not answer within half a minute,
 * beyond an observation's deadline where there is one. Lists come in parts: the next one comes
 * after the last entry of the part before, whose name or id is given as {@code after}; empty for
 * the first.
 */
public final class StreambedClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final URI server;
  private final Optional<Secret> token;
  private final HttpClient http;
  private final Patience patience;

  /**
   * @param server such as {@code http://127.0.0.1:8080/}
   */
  public StreambedClient(URI server) {
    this(server, Patience.USUAL);
  }

  StreambedClient(URI server, Patience patience) {
    this(
        server,
        Optional.empty(),
        HttpClient.newBuilder().connectTimeout(CONNECT).build(),
        patience);
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
    this(server, Optional.of(Secret.of(token)), http, Patience.USUAL);
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

  private StreambedClient(URI server, Optional<Secret> token, HttpClient http, Patience patience) {
    String address = server.toString();
    this.server = address.endsWith("/") ? server : URI.create(address + "/");
    this.token = token;
    this.http = http;
    this.patience = patience;
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
   * with the same id: a session counts it once, as long as it is among the sensor's last ones
   * ({@code inference.session.window} and {@code remembered}).
   *
   * @param id unique within the sensor
   * @param data y in the simulator's order, shape [D]
   * @param samples posterior draws wanted, at least 1
   * @param deadline within which the server is to answer
   */
  public CompletionStage<SensorPosterior> observe(
      String id, String sensor, float[] data, int samples, Duration deadline) {
    return ask(ObservationBody.of(id, sensor, data, samples, deadline), deadline);
  }

  /**
   * Sends an observation and waits for nothing but that the brokers have it; its posterior goes to
   * the topic, to whoever follows the sensor, and can be asked for.
   *
   * @param id unique within the sensor
   * @param data y in the simulator's order, shape [D]
   * @param samples posterior draws wanted, at least 1
   * @param deadline within which it is to be answered
   */
  public CompletionStage<Void> submit(
      String id, String sensor, float[] data, int samples, Duration deadline) {
    return hand(ObservationBody.of(id, sensor, data, samples, deadline), deadline);
  }

  /**
   * The same of an observation that says when it was made: what comes late is not counted.
   *
   * @param observation data in the simulator's order; their shape need not be the simulator's
   */
  public CompletionStage<SensorPosterior> observe(Observation observation) {
    return ask(ObservationBody.of(observation), observation.deadline());
  }

  /**
   * As {@link #submit(String, String, float[], int, Duration)}, of one that says when it was made.
   */
  public CompletionStage<Void> submit(Observation observation) {
    return hand(ObservationBody.of(observation), observation.deadline());
  }

  private CompletionStage<SensorPosterior> ask(Map<String, Object> body, Duration deadline) {
    return post("api/observations", body, deadline, SensorPosterior.class);
  }

  private CompletionStage<Void> hand(Map<String, Object> body, Duration deadline) {
    return post("api/observations?wait=0", body, deadline, JsonNode.class).thenAccept(taken -> {});
  }

  private <T> CompletionStage<T> post(
      String path, Map<String, Object> body, Duration deadline, Class<T> form) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Documents.text(body)));
    return send(request, deadline.plus(patience.answer()), Documents.of(form));
  }

  /**
   * The newest posterior of a sensor.
   *
   * @param draws whether its draws are wanted, too
   */
  public CompletionStage<NewestPosterior> newest(String sensor, boolean draws) {
    String path = "api/sensors/%s?draws=%d".formatted(encoded(sensor), draws ? 1 : 0);
    return get(path, Documents.of(NewestPosterior.class));
  }

  /** What is remembered of a sensor's posteriors, newest first; their ids name them. */
  public CompletionStage<Part<PosteriorNote>> history(String sensor, String after) {
    String path = "api/sensors/%s/history%s".formatted(encoded(sensor), after(after, "?"));
    return get(path, Documents.partOf(PosteriorNote.class));
  }

  /**
   * Sensors by name.
   *
   * @param search what their names hold, in whatever case; empty for all
   */
  public CompletionStage<Part<SensorLine>> sensors(String search, String after) {
    String path = "api/sensors?search=%s%s".formatted(encoded(search), after(after, "&"));
    return get(path, Documents.partOf(SensorLine.class));
  }

  /** Models, newest first; their versions name them. */
  public CompletionStage<Part<ModelLine>> models(String after) {
    return get("api/models" + after(after, "?"), Documents.partOf(ModelLine.class));
  }

  /** How the experiment is doing. */
  public CompletionStage<Overview> status() {
    return get("api/status", Documents.of(Overview.class));
  }

  /** Records that could not be used, newest first; their ids name them. */
  public CompletionStage<Part<LetterLine>> deadLetters(String after) {
    return get("api/dead-letters" + after(after, "?"), Documents.partOf(LetterLine.class));
  }

  /**
   * Sends the record of a dead letter again.
   *
   * @param id of the letter
   * @return where the record stands now: topic-partition@offset
   */
  public CompletionStage<String> replay(String id) {
    HttpRequest.Builder request =
        request("api/dead-letters/%s/replay".formatted(encoded(id))).POST(BodyPublishers.noBody());
    return this.<JsonNode>send(request, patience.answer(), Documents.of(JsonNode.class))
        .thenApply(answer -> answer.path("replayed_as").asText());
  }

  /**
   * Marks a dead letter as one that needs nothing more.
   *
   * @param id of the letter
   */
  public CompletionStage<Void> drop(String id) {
    HttpRequest.Builder request = request("api/dead-letters/" + encoded(id)).DELETE();
    return this.<JsonNode>send(request, patience.answer(), Documents.of(JsonNode.class))
        .thenAccept(answer -> {});
  }

  /**
   * Any document of the interface, see {@code /api/openapi.json}.
   *
   * @param path such as {@code api/telemetry?figure=steps}
   */
  public CompletionStage<JsonNode> get(String path) {
    return get(path, Documents.of(JsonNode.class));
  }

  /**
   * Tells {@code listener} of each further posterior of a sensor, on a thread of its own. A stream
   * that ends, breaks or falls silent is begun again, ever more slowly while the server is away,
   * and goes on after the last event, or from where it first began; what the server remembers of
   * the time between is told first.
   *
   * @param after id of the last posterior that is known, see {@link PosteriorNote#id()}; empty for
   *     further ones alone
   * @return cancel it to end it; fails with a {@link ServerProblem} where the server refuses in a
   *     way that waiting does not mend, or with what {@code listener} threw
   */
  public CompletableFuture<Void> follow(
      String sensor, String after, Consumer<PosteriorNote> listener) {
    String path = "api/sensors/%s/events".formatted(encoded(sensor));
    return new Follower(http, () -> request(path).GET(), after, listener, patience)
        .start("follow-" + sensor);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).header("Accept", "application/json");
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    return request;
  }

  private <T> CompletionStage<T> get(String path, JavaType form) {
    return send(request(path).GET(), patience.answer(), form);
  }

  /** The limit holds for all of the answer: that of a request ends with the headers. */
  private <T> CompletionStage<T> send(HttpRequest.Builder request, Duration limit, JavaType form) {
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(request.build(), BodyHandlers.ofString());
    return sent.copy()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure -> {
              sent.cancel(true);
              return CompletableFuture.failedFuture(
                  failure instanceof TimeoutException
                      ? new HttpTimeoutException("no answer within " + limit)
                      : failure);
            })
        .thenApply(answer -> Documents.read(answer, form));
  }

  private static String after(String entry, String separator) {
    return entry.isEmpty() ? "" : separator + "after=" + encoded(entry);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
