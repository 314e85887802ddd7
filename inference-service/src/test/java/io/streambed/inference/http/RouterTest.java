package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.inference.document.Lags;
import io.streambed.inference.live.Reply;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every endpoint of an experiment of which nothing was heard yet. */
class RouterTest {
  private static final String HERE = "http://127.0.0.1:8080";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ActorTestKit KIT = ActorTestKit.create();

  @TempDir static Path directory;
  private static Materializer materializer = Materializer.createMaterializer(KIT.system());
  private static Fixture fixture = new Fixture(null);

  private record Fixture(@org.jspecify.annotations.Nullable Service service) {
    Service there() {
      return java.util.Objects.requireNonNull(service);
    }
  }

  @BeforeAll
  static void make() throws IOException {
    fixture = new Fixture(TestService.of(directory, KIT.system()));
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void whoeverHasAnAnswerAlreadyIsNotSentItAgain() {
    HttpResponse first = get("/assets/live.css");
    assertEquals(200, first.status().intValue());
    String tag = header(first, "ETag");
    HttpResponse second =
        answer(request("/assets/live.css").addHeader(raw("If-None-Match", "\"x\", " + tag)));
    assertEquals(304, second.status().intValue());
    assertEquals(tag, header(second, "ETag"));
  }

  @Test
  void whatIsOfThisMomentHasNoTagAndIsNotKept() {
    for (String path : List.of("/api/status", "/metrics")) {
      HttpResponse answer = answer(request(path).addHeader(raw("If-None-Match", "*")));
      assertEquals(200, answer.status().intValue(), path);
      assertEquals("none", header(answer, "ETag"));
      assertEquals("no-store", header(answer, "Cache-Control"));
    }
    assertEquals("no-cache", header(get("/api/experiment"), "Cache-Control"));
  }

  @Test
  void aNameThatIsNotItsOwnIsMisdirected() throws IOException {
    HttpResponse answer =
        answer(
            HttpRequest.GET("http://evil.example:8080/api/status")
                .addHeader(raw("Host", "evil.example:8080")));
    assertEquals(421, answer.status().intValue());
    assertEquals("evil.example", json(answer).get("found").asText());
  }

  @Test
  void anAddressOfNumbersWithColonsIsItsOwnInBrackets(@TempDir Path directory) throws IOException {
    Service there = TestService.of(directory, KIT.system(), Map.of("http.host", "::1"));
    HttpRequest request =
        HttpRequest.GET("http://[::1]:8080/api/status").addHeader(raw("Host", "[::1]:8080"));
    assertEquals(200, answer(there, request).status().intValue());
  }

  @Test
  void aStrangePageIsRefusedAndItsOwnIsNot() {
    HttpRequest request = request("/api/status");
    assertEquals(
        403, answer(request.addHeader(raw("Origin", "http://evil.example"))).status().intValue());
    assertEquals(200, answer(request.addHeader(raw("Origin", HERE))).status().intValue());
  }

  @Test
  void anObservationMustSayThatItIsJson() throws IOException {
    HttpRequest form =
        HttpRequest.POST(HERE + "/api/observations")
            .addHeader(raw("Host", "127.0.0.1:8080"))
            .withEntity(ContentTypes.TEXT_PLAIN_UTF8, "{}");
    HttpResponse answer = answer(form);
    assertEquals(415, answer.status().intValue());
    assertEquals("application/json", json(answer).get("expected").asText());
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    HttpRequest large =
        HttpRequest.POST(HERE + "/api/observations")
            .addHeader(raw("Host", "127.0.0.1:8080"))
            .withEntity(ContentTypes.APPLICATION_JSON, "[" + " ".repeat(5000) + "]");
    assertEquals(413, answer(large).status().intValue());
  }

  @Test
  void whoeverGetsNoAnswerIsToldUnderWhichIdToSendItAgain() throws IOException {
    HttpResponse late =
        observe(
            "{\"id\": \"o-1\", \"sensor\": \"s\", \"data\": [0, 0], \"deadline_seconds\": 0.01}");
    JsonNode problem = json(late);
    assertEquals(504, late.status().intValue(), problem.toString());
    assertEquals("o-1", problem.get("observation").asText());
    assertTrue(problem.get("detail").asText().contains("observation o-1"), problem.toString());
  }

  @Test
  void whereTooManyWaitTheIdIsNamedAndNothingIsSent() throws IOException {
    Observation first =
        new Observation(
            "o", "s", Data.of(new float[] {0, 0}), Instant.EPOCH, 1, Duration.ofSeconds(1));
    CompletableFuture<Reply> waits =
        fixture.there().view().ask(first, sent -> new CompletableFuture<>()).orElseThrow();
    HttpResponse refused = observe("{\"sensor\": \"s\", \"data\": [0, 0]}");
    waits.cancel(false);
    assertEquals(503, refused.status().intValue());
    JsonNode problem = json(refused);
    String made = problem.get("observation").asText();
    assertTrue(problem.get("detail").asText().contains(made + " was not sent"), made);
    assertFalse(made.isBlank());
  }

  @Test
  void whatIsNotThereIsAProblemThatSaysWhatWasExpected() throws IOException {
    assertProblem(404, "/api/nothing", "expected a path of /api/openapi.json");
    assertProblem(404, "/api/sensors/s", "expected a sensor of /api/sensors, got 's'");
    assertProblem(404, "/api/models/serving", "expected a version of /api/models");
    assertProblem(400, "/api/sensors?limit=0", "query limit: expected a whole number from 1");
    assertProblem(400, "/api/sensors?page=1", "expected one of [after, limit, order, search]");
    assertProblem(405, "/api/observations", "method: expected POST, got GET");
  }

  @Test
  void itIsAliveButNotReadyWithoutAModel() throws IOException {
    assertEquals(200, get("/health/live").status().intValue());
    HttpResponse ready = get("/health/ready");
    assertEquals(503, ready.status().intValue());
    assertTrue(json(ready).get("reasons").toString().contains("no model serves yet"));
  }

  @Test
  void whatShowsTheExperimentAndInfersNothingIsReadyWithoutAModel() {
    Service there = fixture.there();
    Service page =
        new Service(
            there.experiment(),
            there.inference(),
            there.settings(),
            there.client(),
            there.view(),
            false);
    HttpResponse ready = answer(page, request("/health/ready"));
    assertEquals(200, ready.status().intValue(), body(ready));
  }

  @Test
  void figuresAreThereForPrometheus() {
    String text = body(get("/metrics"));
    assertTrue(text.contains("streambed_live_sensors{experiment=\"small\"} 0.0"), text);
  }

  @Test
  void lagsAreSaidOnlyWhileTheyAreKnown() throws IOException {
    assertNoLags();
    fixture.there().view().lags(new Lags(3, 5, 4));
    String text = body(get("/metrics"));
    assertTrue(text.contains("streambed_lag_run_blocks{experiment=\"small\"} 3.0"), text);
    assertTrue(text.contains("streambed_lag_observations{experiment=\"small\"} 4.0"), text);
    assertEquals(5, json(get("/api/status")).get("readings_waiting").asInt());
    assertEquals(4, json(get("/api/status")).get("observations_waiting").asInt());
    fixture.there().view().lags(null);
    assertNoLags();
  }

  private static void assertNoLags() throws IOException {
    String text = body(get("/metrics"));
    assertFalse(text.contains("streambed_lag"), text);
    JsonNode status = json(get("/api/status"));
    assertTrue(status.get("runs_waiting").isNull(), status.toString());
    assertTrue(status.get("observations_waiting").isNull(), status.toString());
  }

  private static void assertProblem(int status, String path, String detail) throws IOException {
    HttpResponse answer = get(path);
    assertEquals(status, answer.status().intValue(), path);
    assertEquals("application/problem+json", answer.entity().getContentType().toString());
    JsonNode problem = json(answer);
    assertEquals(status, problem.get("status").asInt());
    assertTrue(problem.get("detail").asText().contains(detail), problem.toString());
  }

  private static HttpResponse get(String path) {
    return answer(request(path));
  }

  private static HttpRequest request(String path) {
    return HttpRequest.GET(HERE + path).addHeader(raw("Host", "127.0.0.1:8080"));
  }

  private static HttpHeader raw(String name, String value) {
    return HttpHeader.parse(name, value);
  }

  private static HttpResponse answer(HttpRequest request) {
    return answer(fixture.there(), request);
  }

  private static HttpResponse answer(Service service, HttpRequest request) {
    return Endpoints.router(service, materializer, Runnable::run)
        .answer(request)
        .toCompletableFuture()
        .join();
  }

  private static HttpResponse observe(String body) {
    return answer(
        HttpRequest.POST(HERE + "/api/observations")
            .addHeader(raw("Host", "127.0.0.1:8080"))
            .withEntity(ContentTypes.APPLICATION_JSON, body));
  }

  private static String header(HttpResponse response, String name) {
    return response.getHeader(name).map(HttpHeader::value).orElse("none");
  }

  private static JsonNode json(HttpResponse response) throws IOException {
    return JSON.readTree(body(response));
  }

  private static String body(HttpResponse response) {
    return response
        .entity()
        .toStrict(5000, materializer)
        .toCompletableFuture()
        .join()
        .getData()
        .utf8String();
  }
}
