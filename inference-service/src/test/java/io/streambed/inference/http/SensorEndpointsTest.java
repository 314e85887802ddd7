package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.inference.live.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six sensors, of the last two of which the draws are remembered. */
class SensorEndpointsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("a", "a b/c&d=é", "b", "p", "q", "z");

  @TempDir Path directory;
  private final List<Service> services = new ArrayList<>();

  @BeforeEach
  void hear() throws IOException {
    services.add(
        TestService.of(
            directory, KIT.system(), Map.of("http.view.sensors", 2, "http.page-maximum", 50)));
    NAMES.forEach(name -> Told.posterior(service().view(), name, "o1", 5));
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void partsOfTheListNeitherDoubleNorHideASensorWhileOthersAreHeard() throws IOException {
    List<String> read = new ArrayList<>();
    String next = "/api/sensors?limit=2";
    int heard = 10;
    while (!next.isEmpty()) {
      JsonNode page = json(get(next));
      assertEquals(6, page.get("total").asInt());
      page.get("items").forEach(item -> read.add(item.get("sensor").asText()));
      next = page.path("next").asText("").replace("null", "");
      // Every one of them moves to the front of what was heard last.
      for (String name : List.of("q", "a", "z", "b")) {
        Told.posterior(service().view(), name, "o" + heard, heard++);
      }
    }
    assertEquals(NAMES, read);
  }

  @Test
  void theListIsSearchedAndGivenNewestFirst() throws IOException {
    Told.posterior(service().view(), "a", "o2", 6);
    assertEquals(List.of("a", "z", "q"), names("/api/sensors?order=newest&limit=3"));
    assertTrue(json(get("/api/sensors?order=newest&limit=3")).get("next").isNull());
    assertEquals(List.of("a b/c&d=é"), names("/api/sensors?search=C%26D"));
    assertEquals(1, json(get("/api/sensors?search=C%26D")).get("total").asInt());
    JsonNode part = json(get("/api/sensors?search=a&limit=1"));
    assertEquals(List.of("a b/c&d=é"), names(part.get("next").asText()));
    assertDetail(400, "/api/sensors?order=oldest", "query order: expected name or newest");
    assertDetail(400, "/api/sensors?order=newest&after=a", "query after: expected none with");
  }

  @Test
  void aSensorWhoseDrawsAreForgottenHasItsMomentsStill() throws IOException {
    JsonNode brief = json(get("/api/sensors/a"));
    assertFalse(brief.get("whole").asBoolean());
    assertEquals(6, brief.at("/parameters/0/mean").asDouble());
    assertEquals(1, brief.at("/parameters/0/sd").asDouble());
    assertEquals("m", brief.at("/parameters/1/unit").asText());
    assertTrue(brief.at("/parameters/0/q05").isNull());
    assertEquals(
        "2-5", brief.at("/note/partition").asInt() + "-" + brief.at("/note/offset").asInt());
    assertEquals(1, json(get("/api/sensors/a/history")).get("items").size());
    for (String path : List.of("/api/sensors/a/pairs", "/api/sensors/a?draws=1")) {
      assertDetail(404, path, "still has the draws, got 'a': it keeps those of the 2 heard last");
      assertDetail(404, path, "topic small.posteriors, which `streambed posteriors` reads");
    }
    JsonNode whole = json(get("/api/sensors/z?draws=1"));
    assertTrue(whole.get("whole").asBoolean());
    assertEquals(2, whole.get("draws").size());
  }

  @Test
  void whoIsNotRememberedMayBeOnTheTopicStill() throws IOException {
    for (String path :
        List.of("/api/sensors/x", "/api/sensors/x/history", "/api/sensors/x/pairs")) {
      assertDetail(404, path, "got 'x': this process remembers the 100000 heard last");
      assertDetail(404, path, "topic small.posteriors, which `streambed posteriors` reads");
    }
  }

  @Test
  void partsOfAHistoryFollowEachOtherWhilePosteriorsCome() throws IOException {
    for (int offset = 6; offset <= 9; offset++) {
      Told.posterior(service().view(), "z", "o" + offset, offset);
    }
    JsonNode first = json(get("/api/sensors/z/history?limit=2"));
    Told.posterior(service().view(), "z", "o10", 10);
    JsonNode second = json(get(first.get("next").asText()));
    assertEquals(List.of(9, 8, 7, 6), offsets(first, second));
    assertEquals(List.of(5), offsets(json(get(second.get("next").asText()))));
    for (String after : List.of("2-4", "nonsense")) {
      String path = "/api/sensors/z/history?after=" + after;
      assertDetail(
          410, path, "expected the id of an entry of this list, got '%s'".formatted(after));
    }
  }

  private static List<Integer> offsets(JsonNode... pages) {
    List<Integer> offsets = new ArrayList<>();
    for (JsonNode page : pages) {
      page.get("items").forEach(item -> offsets.add(item.get("offset").asInt()));
    }
    return offsets;
  }

  private List<String> names(String path) throws IOException {
    List<String> names = new ArrayList<>();
    json(get(path)).get("items").forEach(item -> names.add(item.get("sensor").asText()));
    return names;
  }

  private void assertDetail(int status, String path, String detail) throws IOException {
    HttpResponse answer = get(path);
    assertEquals(status, answer.status().intValue(), path);
    String said = json(answer).get("detail").asText();
    assertTrue(said.contains(detail), said);
  }

  private HttpResponse get(String path) {
    HttpRequest request =
        HttpRequest.GET("http://127.0.0.1:8080" + path)
            .addHeader(HttpHeader.parse("Host", "127.0.0.1:8080"));
    return Endpoints.router(service(), Materializer.createMaterializer(KIT.system()), Runnable::run)
        .answer(request)
        .toCompletableFuture()
        .join();
  }

  private static JsonNode json(HttpResponse response) throws IOException {
    return JSON.readTree(
        response
            .entity()
            .toStrict(5000, Materializer.createMaterializer(KIT.system()))
            .toCompletableFuture()
            .join()
            .getData()
            .utf8String());
  }

  private Service service() {
    return services.get(0);
  }
}
