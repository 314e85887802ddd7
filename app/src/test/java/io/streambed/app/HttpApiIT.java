package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.inference.client.SensorPosterior;
import io.streambed.inference.client.ServerProblem;
import io.streambed.inference.client.StreambedClient;
import io.streambed.inference.document.ModelLine;
import io.streambed.inference.document.NewestPosterior;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.topics.Position;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP interface of a running experiment, against its own OpenAPI document. */
@Timeout(300)
class HttpApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LETTER_OFFSET = Integer.MAX_VALUE;

  @TempDir static Path directory;
  private static final List<TinyLoop> STARTED = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    TinyLoop loop = TinyLoop.start(directory);
    STARTED.add(loop);
    loop.observe("s", 0.3, -0.2);
    loop.observeBadly("s");
    // The view hears of the model by telemetry, perhaps later than the sensor has its posterior.
    while (loop.get("health/ready").statusCode() != 200) {
      Thread.onSpinWait();
    }
  }

  @AfterAll
  static void stop() {
    STARTED.forEach(TinyLoop::close);
  }

  @Test
  void everyDocumentIsAsItsSchemaSays() throws Exception {
    JsonNode api = JSON.readTree(loop().get("api/openapi.json").body());
    Map<String, String> values =
        Map.of(
            "{version}", "serving",
            "{sensor}", "s",
            "{id}", "tiny.observations-0@" + LETTER_OFFSET);
    int checked = 0;
    for (Iterator<Map.Entry<String, JsonNode>> paths = api.get("paths").fields();
        paths.hasNext(); ) {
      Map.Entry<String, JsonNode> path = paths.next();
      JsonNode schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
      if (!schema.isMissingNode()) {
        String address = path.getKey().substring(1);
        for (Map.Entry<String, String> value : values.entrySet()) {
          address = address.replace(value.getKey(), value.getValue());
        }
        if (address.equals("api/telemetry")) {
          address += "?figure=steps,loss_nats";
        }
        HttpResponse<String> answer = loop().get(address);
        assertEquals(200, answer.statusCode(), address + " " + answer.body());
        assertFits(JSON.readTree(answer.body()), schema, api, path.getKey());
        checked++;
      }
    }
    assertTrue(checked >= 14, "documents checked: " + checked);
  }

  @Test
  void whatIsSentIsAnsweredAsTheDocumentSays() throws Exception {
    String observation = "{\"sensor\": \"sent\", \"data\": [0, 0], \"deadline_seconds\": 60}";
    assertAnswer("/api/observations", 200, loop().post("api/observations", observation));
    assertAnswer("/api/observations", 202, loop().post("api/observations?wait=0", observation));
    assertAnswer("/api/observations", 400, loop().post("api/observations", "{}"));
    String letter = "api/dead-letters/" + loop().observeInVain("sent", 0, 0);
    while (loop().get(letter).statusCode() == 404) {
      Thread.onSpinWait(); // It may not have been read yet.
    }
    String replay = "/api/dead-letters/{id}/replay";
    assertAnswer(replay, 200, loop().post(letter + "/replay", ""));
    assertAnswer(replay, 409, loop().post(letter + "/replay", ""));
  }

  private static void assertAnswer(String path, int status, HttpResponse<String> answer)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    JsonNode api = JSON.readTree(loop().get("api/openapi.json").body());
    JsonNode operation = api.get("paths").get(path).get("post");
    JsonNode content = operation.get("responses").get(String.valueOf(status)).get("content");
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertFits(JSON.readTree(answer.body()), content.get(type).get("schema"), api, path);
  }

  /** As a shell sends them, which encodes nothing. */
  @Test
  void aQueryThatCannotBeReadIsAProblemOfTheCaller() throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (String query : List.of("search=50%", "search=a=b", "a=b=c", "search=a^b", "search=a;b")) {
      answers.put(query, rawStatus("/api/sensors?" + query));
    }
    assertEquals(Set.of(200, 400), new TreeSet<>(answers.values()), answers.toString());
    assertEquals(400, answers.get("search=50%"), answers.toString());
  }

  private static int rawStatus(String target) throws IOException {
    URI page = loop().page();
    try (Socket socket = new Socket(page.getHost(), page.getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(target, page.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  @Test
  void drawsAreGivenWhereTheyAreAskedFor() throws Exception {
    JsonNode whole = JSON.readTree(loop().get("api/sensors/s?draws=1").body());
    assertEquals(whole.at("/note/draws").asInt(), whole.get("draws").size());
    double sum = 0;
    for (JsonNode weight : whole.get("weights")) {
      sum += weight.asDouble();
    }
    assertEquals(1, sum, 1e-9);
    assertTrue(JSON.readTree(loop().get("api/sensors/s").body()).get("draws").isNull());
  }

  @Test
  void anObservationNeedNotBeWaitedFor() throws Exception {
    HttpResponse<String> answer =
        loop().post("api/observations?wait=0", "{\"sensor\": \"t\", \"data\": [0, 0]}");
    assertEquals(202, answer.statusCode(), answer.body());
  }

  @Test
  void ofTwoWhoReplayADeadLetterAtTheSameTimeOneIsRefused() throws Exception {
    String path = "api/dead-letters/tiny.observations-0@" + LETTER_OFFSET;
    int status = 404;
    while (status == 404) {
      // It may not have been read yet.
      status = loop().get(path).statusCode();
    }
    JsonNode whole = JSON.readTree(loop().get(path).body());
    byte[] record = Base64.getDecoder().decode(whole.get("value").asText());
    assertEquals(whole.at("/letter/bytes").asInt(), record.length);
    assertEquals(TinyLoop.BAD, new String(record, StandardCharsets.UTF_8), "as it was written");
    CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> replay(path));
    assertEquals(List.of(200, 409), Stream.of(replay(path), other.join()).sorted().toList());
    assertEquals(409, replay(path), "it is settled at once");
  }

  @Test
  void aRecordThatCanBeUsedNowGetsItsPosteriorWhenItIsReplayed() throws Exception {
    Position origin = loop().observeInVain("revived", 0.3f, -0.2f);
    String path = "api/dead-letters/" + origin;
    while (loop().get(path).statusCode() == 404) {
      Thread.onSpinWait(); // It may not have been read yet.
    }
    assertEquals(404, loop().get("api/sensors/revived").statusCode());
    assertEquals(200, replay(path));
    while (loop().get("api/sensors/revived").statusCode() == 404) {
      Thread.onSpinWait();
    }
    JsonNode sensor = JSON.readTree(loop().get("api/sensors/revived").body());
    assertEquals("once-dead", sensor.at("/note/observation").asText());
    assertEquals("replayed", JSON.readTree(loop().get(path).body()).at("/letter/fate").asText());
  }

  private static int replay(String path) {
    try {
      return loop().post(path + "/replay", "").statusCode();
    } catch (Exception unreachable) {
      throw new AssertionError(unreachable);
    }
  }

  @Test
  void aClientAsksFollowsAndIsToldWhatIsWrong() throws Exception {
    StreambedClient client = new StreambedClient(loop().page());
    CompletableFuture<PosteriorNote> heard = new CompletableFuture<>();
    CompletableFuture<Void> following = client.follow("client", "", heard::complete);
    SensorPosterior posterior = observe(client, 0.1f, 0.2f);
    while (!heard.isDone()) {
      // The stream may have begun after the first answer.
      posterior = observe(client, 0.1f, 0.2f);
    }
    assertEquals("client", posterior.sensor());
    assertEquals(2, posterior.posterior().size());
    assertEquals(250, posterior.draws());
    assertEquals(2, heard.get(1, TimeUnit.SECONDS).mean().size());
    following.cancel(false);
    Throwable refused =
        assertThrows(CompletionException.class, () -> observe(client, 0.1f)).getCause();
    assertEquals("data", assertInstanceOf(ServerProblem.class, refused).where());
  }

  @Test
  void aClientReadsWhatPeopleLookAt() throws Exception {
    StreambedClient client = new StreambedClient(loop().page());
    assertEquals("tiny", join(client.status()).experiment());
    assertTrue(join(client.models("")).items().stream().anyMatch(ModelLine::serving));
    NewestPosterior newest = join(client.newest("s", true));
    assertEquals(newest.note().draws(), Objects.requireNonNull(newest.draws()).size());
    assertEquals(newest.note(), join(client.history("s", "")).items().get(0));
    assertEquals(
        List.of(), join(client.history("s", newest.note().id())).items(), "it is the only one");
    assertEquals("s", join(client.sensors("S", "r")).items().get(0).sensor());
    join(client.submit("o", "submitted", new float[] {0.1f, 0.2f}, 100, Duration.ofSeconds(60)));
    CompletableFuture<PosteriorNote> heard = new CompletableFuture<>();
    // From the beginning of a partition: what was published before is told, too.
    CompletableFuture<Void> following = client.follow("submitted", "999-0", heard::complete);
    assertEquals("o", heard.get(60, TimeUnit.SECONDS).observation());
    following.cancel(false);
    CompletionException unknown =
        assertThrows(CompletionException.class, () -> join(client.replay("tiny.observations-9@9")));
    assertEquals(404, assertInstanceOf(ServerProblem.class, unknown.getCause()).status());
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static SensorPosterior observe(StreambedClient client, float... data) {
    return client.observe("client", data, 250, Duration.ofSeconds(60)).toCompletableFuture().join();
  }

  /** Types, required properties, and no property that the schema does not know. */
  private static void assertFits(JsonNode value, JsonNode schema, JsonNode api, String where) {
    if (schema.has("$ref")) {
      assertFits(value, api.at(schema.get("$ref").asText().substring(1)), api, where);
      return;
    }
    if (schema.has("enum")) {
      assertTrue(schema.get("enum").toString().contains("\"" + value.asText() + "\""), where);
    }
    JsonNode type = schema.path("type");
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asText()));
    } else if (type.isTextual()) {
      types.add(type.asText());
    }
    assertTrue(
        types.isEmpty()
            || types.contains(typeOf(value))
            || types.contains("number") && value.isNumber(),
        where + ": " + value);
    if (value.isObject()) {
      schema
          .path("required")
          .forEach(key -> assertTrue(value.has(key.asText()), where + " lacks " + key));
      value
          .fields()
          .forEachRemaining(
              field -> {
                JsonNode known = schema.at("/properties/" + field.getKey());
                JsonNode other = schema.path("additionalProperties");
                boolean open = !schema.has("properties");
                assertTrue(open || !known.isMissingNode(), where + " knows no " + field.getKey());
                assertFits(
                    field.getValue(),
                    known.isMissingNode() ? other : known,
                    api,
                    where + "." + field.getKey());
              });
    }
    if (value.isArray()) {
      value.forEach(item -> assertFits(item, schema.path("items"), api, where + "[]"));
    }
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING -> "string";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static TinyLoop loop() {
    return STARTED.get(0);
  }
}
