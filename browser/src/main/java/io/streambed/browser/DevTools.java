package io.streambed.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The DevTools protocol over a web socket: calls with their answers, and events. */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long LIMIT_SECONDS = 90;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private DevTools() {}

  static DevTools connect(URI address) {
    DevTools tools = new DevTools();
    tools.socket.complete(
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, tools).join());
    return tools;
  }

  /**
   * @param session of a tab; empty for the browser's own
   */
  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    calls.put(id, answer);
    try {
      socket.join().sendText(MAPPER.writeValueAsString(message), true).join();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
    JsonNode found = answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    if (found.has("error")) {
      throw new IllegalStateException("%s: %s".formatted(method, found.get("error")));
    }
    return found.get("result");
  }

  /** What came unasked so far. */
  List<JsonNode> events() {
    return events;
  }

  void close() {
    socket.join().abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      receive(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void receive(String text) {
    try {
      JsonNode message = MAPPER.readTree(text);
      CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt());
      if (call == null) {
        events.add(message);
      } else {
        call.complete(message);
      }
    } catch (JsonProcessingException broken) {
      calls.values().forEach(call -> call.completeExceptionally(broken));
    }
  }
}
