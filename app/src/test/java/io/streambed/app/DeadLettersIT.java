package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Seven dead letters, of which a page remembers two open and two settled ones. */
@Timeout(300)
class DeadLettersIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> TWO =
      Map.of("http.view.dead-letters", 2, "http.view.read-back", 0);
  private static final List<Integer> ALL = List.of(7, 6, 5, 4, 3, 2, 1);

  @TempDir Path directory;

  @Test
  void thoseThatAreNotRememberedAreListedLookedAtReplayedAndDropped() throws Exception {
    try (TinyLoop loop = TinyLoop.pageAlone(directory, TWO)) {
      for (int n = 1; n <= 7; n++) {
        loop.observeBadly("s", n);
      }
      await(loop, 5);
      assertEquals(ALL, listed(loop));
      JsonNode first = json(loop.get("api/dead-letters"));
      assertEquals(2, first.get("total").asInt());
      assertEquals(2, first.get("items").size(), first.toString());
      assertEquals(200, loop.delete(path(1)).statusCode());
      assertEquals(409, loop.delete(path(1)).statusCode(), "it is settled at once");
      HttpResponse<String> replayed = loop.post(path(2) + "/replay", "");
      assertEquals(200, replayed.statusCode(), replayed.body());
      assertTrue(json(replayed).get("replayed_as").asText().startsWith("tiny.observations-0@"));
      assertFates(loop);
    }
    // After a restart the marks alone are read, as the last records of the topic.
    try (TinyLoop loop = TinyLoop.pageAlone(directory, TWO)) {
      await(loop, 7);
      assertEquals(ALL, listed(loop));
      assertFates(loop);
      HttpResponse<String> gone = loop.get("api/dead-letters?after=tiny.observations-0@99");
      assertEquals(410, gone.statusCode(), gone.body());
      assertEquals(404, loop.get("api/dead-letters/tiny.observations-0@99").statusCode());
      assertEquals(404, loop.get("api/dead-letters/nonsense").statusCode());
    }
  }

  private static void assertFates(TinyLoop loop) throws Exception {
    assertEquals("dropped", fate(loop, 1));
    assertEquals("replayed", fate(loop, 2));
    assertEquals("open", fate(loop, 3));
    assertEquals(409, loop.post(path(2) + "/replay", "").statusCode());
  }

  private static String fate(TinyLoop loop, int n) throws Exception {
    JsonNode whole = json(loop.get(path(n)));
    byte[] record = Base64.getDecoder().decode(whole.get("value").asText());
    assertEquals(TinyLoop.BAD, new String(record, StandardCharsets.UTF_8));
    return whole.at("/letter/fate").asText();
  }

  private static String path(int n) {
    return "api/dead-letters/tiny.observations-0@" + n;
  }

  /** Until it has read so much that so many are not remembered. */
  private static void await(TinyLoop loop, int earlier) throws Exception {
    while (json(loop.get("api/dead-letters")).get("earlier").asInt() < earlier) {
      Thread.onSpinWait();
    }
  }

  /** In parts of two at most. */
  private static List<Integer> listed(TinyLoop loop) throws Exception {
    List<Integer> all = new ArrayList<>();
    String next = "api/dead-letters?limit=2";
    while (!next.isEmpty()) {
      JsonNode part = json(loop.get(next));
      for (JsonNode item : part.get("items")) {
        String id = item.get("id").asText();
        all.add(Integer.parseInt(id.substring(id.indexOf('@') + 1)));
      }
      next = part.get("next").isNull() ? "" : part.get("next").asText().substring(1);
    }
    return all;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }
}
