package io.streambed.inference.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streambed.inference.document.ModelLine;
import io.streambed.inference.document.NewestPosterior;
import io.streambed.inference.document.Overview;
import io.streambed.inference.document.Part;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.document.SensorLine;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior.Standing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that says what it got, and never answers an observation. */
@Timeout(60)
class StreambedClientTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NOTE =
      """
      {"number": 7, "partition": 2, "offset": 5, "observation": "o", "time": "2026-01-01T00:00:00Z",
       "model_version": 3, "latency_seconds": 0.01, "draws": 100, "doubts": [], "mean": [1.5],
       "sd": [0.5], "standing": {"observations": 3, "weight": 2.5, "not_carried": 0, "late": false},
       "trust": {"verdict": "trusted", "reasons": [], "status": "complete", "sampler": "rejection",
         "effective_sample_size": 90, "pareto_k": null}}
      """;
  private static final String PART = "{\"items\": [%s], \"total\": 5, \"next\": %s}";

  private final List<String> queries = Collections.synchronizedList(new ArrayList<>());
  private final List<String> methods = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final StreambedClient client;
  private final List<JsonNode> got = Collections.synchronizedList(new ArrayList<>());

  StreambedClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    client = new StreambedClient(here());
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/api/observations",
        exchange -> {
          JsonNode body = JSON.readTree(exchange.getRequestBody());
          got.add(body);
          note(exchange);
          if (exchange.getRequestURI().getQuery() != null) {
            answer(exchange, 202, "{}");
          } else {
            answer(
                exchange,
                504,
                "{\"detail\": \"no answer\", \"observation\": %s}".formatted(body.get("id")));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anObservationWithoutAnAnswerCanBeSentAgainUnderItsId() {
    ServerProblem problem =
        refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertEquals(504, problem.status());
    refused(client.observe(problem.observation(), "s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertFalse(problem.observation().isBlank());
    assertEquals(got.get(0), got.get(1));
  }

  @Test
  void eachObservationHasAnIdOfItsOwn() {
    refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    refused(client.observe("s", new float[] {1}, 10, Duration.ofSeconds(1)));
    assertNotEquals(got.get(0).get("id"), got.get(1).get("id"));
  }

  @Test
  void anObservationCanSayWhenItWasMade() {
    Instant time = Instant.parse("2026-01-01T00:00:00.25Z");
    Observation observation =
        new Observation("o-1", "s", Data.of(new float[] {1, 2}), time, 10, Duration.ofMillis(1500));
    client.submit(observation).toCompletableFuture().join();
    refused(client.observe(observation));
    assertEquals("2026-01-01T00:00:00.250Z", got.get(0).get("time").asText());
    assertEquals("[1.0,2.0]", got.get(0).get("data").toString());
    assertEquals(1.5, got.get(0).get("deadline_seconds").asDouble());
    assertEquals(got.get(0), got.get(1));
  }

  @Test
  void whatIsSubmittedIsNotWaitedFor() {
    client
        .submit("o-1", "s", new float[] {1}, 10, Duration.ofSeconds(1))
        .toCompletableFuture()
        .join();
    assertEquals("wait=0", queries.get(0));
    assertEquals("o-1", got.get(0).get("id").asText());
  }

  @Test
  void documentsComeAsRecordsWithNaNWhereAFigureIsNotKnown() {
    serve(
        "/api/sensors/a%20b",
        """
        {"sensor": "a b", "whole": false, "draws": null, "weights": null, "note": %s,
         "parameters": [{"parameter": "a", "unit": "m", "mean": 1.5, "sd": 0.5, "q05": null,
           "q95": null, "reference_mean": null, "reference_sd": null}]}
        """
            .formatted(NOTE));
    NewestPosterior newest = join(client.newest("a b", false));
    assertEquals(1.5, newest.parameters().get(0).mean());
    assertTrue(Double.isNaN(newest.parameters().get(0).q05()));
    assertNull(newest.draws());
    assertEquals("2-5", newest.note().id());
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), newest.note().time());
    assertEquals("trusted", newest.note().trust().verdict());
    assertTrue(Double.isNaN(newest.note().trust().paretoK()));
    assertEquals(new Standing(3, 2.5, 0, false, Double.NaN), newest.note().standing());
    assertEquals("draws=0", queries.get(0));
  }

  @Test
  void listsComeInPartsAfterTheLastEntryOfThePartBefore() {
    serve("/api/sensors/s/history", PART.formatted(NOTE, "\"/next\""));
    Part<PosteriorNote> notes = join(client.history("s", "2-9"));
    assertEquals(List.of(7L), notes.items().stream().map(PosteriorNote::number).toList());
    assertEquals(5, notes.total());
    assertEquals("/next", notes.next());
    serve(
        "/api/sensors",
        PART.formatted(
            "{\"sensor\": \"b\", \"posteriors\": 4, \"time\": \"2026-01-01T00:00:00Z\", \"model_version\": 2, \"verdict\": \"doubtful\", \"doubts\": [\"old\"], \"status\": \"complete\"}",
            "null"));
    Part<SensorLine> sensors = join(client.sensors("B&", "a b"));
    assertEquals(List.of("old"), sensors.items().get(0).doubts());
    assertNull(sensors.next());
    serve(
        "/api/models",
        PART.formatted(
            "{\"version\": 3, \"sha256\": \"ab\", \"round\": 0, \"step\": 5, \"admitted\": 6, \"created\": \"2026-01-01T00:00:00Z\", \"published\": \"2026-01-01T00:00:00Z\", \"kind\": \"nre-c\", \"serving\": true, \"loss\": null, \"verdict\": {\"promoted\": true, \"reason\": \"better\", \"loss\": null, \"flags\": [], \"incumbent_flags\": []}}",
            "null"));
    ModelLine model = join(client.models("")).items().get(0);
    assertTrue(model.serving() && model.verdict() != null && model.verdict().promoted());
    assertEquals(List.of("after=2-9", "search=B%26&after=a%20b", "none"), queries);
  }

  @Test
  void deadLettersAreListedReplayedAndDropped() {
    serve(
        "/api/dead-letters",
        PART.formatted(
            "{\"id\": \"x.observations-0@7\", \"topic\": \"x.observations\", \"key\": \"s\", \"stage\": \"TASK_PUT\", \"cause\": \"why\", \"time\": \"2026-01-01T00:00:00Z\", \"bytes\": 3, \"fate\": \"open\", \"whole\": true}",
            "null"));
    String id = join(client.deadLetters("")).items().get(0).id();
    serve(
        "/api/dead-letters/x.observations-0%407/replay",
        "{\"replayed_as\": \"x.observations-0@9\"}");
    assertEquals("x.observations-0@9", join(client.replay(id)));
    serve("/api/dead-letters/x.observations-0%407", "{}");
    join(client.drop(id));
    assertEquals(List.of("GET", "POST", "DELETE"), methods);
  }

  @Test
  void theStatusHasNoLagsWhileNobodyKnowsThem() {
    serve(
        "/api/status",
        """
        {"experiment": "x", "runs_waiting": null, "observations_waiting": 4, "sensors": 2,
         "time": "2026-01-01T00:00:00Z", "processes": [{"process": "p", "role": "trainer",
           "up": true, "silent_seconds": 0.5, "figures": {"loss": null, "steps": 2}, "notes": {}}]}
        """);
    Overview status = join(client.status());
    assertNull(status.runsWaiting());
    assertEquals(4, status.observationsWaiting());
    assertEquals(2.0, status.processes().get(0).figures().get("steps"));
  }

  /** Headers at once, and then nothing: the limit of a request would have been kept. */
  @Test
  void anAnswerThatDoesNotEndIsGivenUp() {
    server.createContext("/api/slow", exchange -> exchange.sendResponseHeaders(200, 0));
    Patience little =
        new Patience(Duration.ofMillis(300), Duration.ofHours(1), Duration.ZERO, Duration.ZERO);
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> join(new StreambedClient(here(), little).get("api/slow")));
    assertInstanceOf(HttpTimeoutException.class, failure.getCause());
  }

  @Test
  void aTokenIsSentWithEveryRequestAndNeverInTheClearToAnotherMachine() {
    List<String> sent = Collections.synchronizedList(new ArrayList<>());
    server.createContext(
        "/api/status",
        exchange -> {
          sent.add(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, 200, "{}");
        });
    HttpClient http = HttpClient.newHttpClient();
    StreambedClient known = new StreambedClient(here(), "secret-token", http);
    known.get("api/status").toCompletableFuture().join();
    assertEquals(List.of("Bearer secret-token"), sent);
    assertFalse(known.toString().contains("secret-token"));
    URI there = URI.create("http://streambed.example/");
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new StreambedClient(there, "secret-token", http))
                .getMessage());
    assertTrue(message.contains("expected https"), message);
    assertFalse(message.contains("secret-token"), message);
  }

  private URI here() {
    return URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
  }

  /** Answers with {@code document} at exactly that path, as it is sent. */
  private void serve(String path, String document) {
    server.createContext(
        path.replace("%20", " ").replace("%40", "@"),
        exchange -> {
          note(exchange);
          boolean there = exchange.getRequestURI().getRawPath().equals(path);
          answer(exchange, there ? 200 : 404, document);
        });
  }

  private void note(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    queries.add(query == null ? "none" : query);
    methods.add(exchange.getRequestMethod());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static ServerProblem refused(CompletionStage<SensorPosterior> answer) {
    CompletionException failure =
        assertThrows(CompletionException.class, () -> answer.toCompletableFuture().join());
    return assertInstanceOf(ServerProblem.class, failure.getCause());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
