package io.streambed.app.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A page in a browser. */
final class Tab {
  private static final int LIMIT_MILLIS = 80_000;

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Its window, in CSS pixels; a telephone has touch and a dense screen. */
  Tab size(int width, int height, boolean telephone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", telephone ? 2 : 1,
            "mobile", telephone));
    return this;
  }

  Tab scheme(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  Tab open(String address) {
    call("Page.navigate", Map.of("url", address));
    await("document.readyState === 'complete' && location.href.startsWith('http')");
    return this;
  }

  /** Value of the expression, which may be a promise. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError("%s: %s".formatted(expression, answer.get("exceptionDetails")));
    }
    return answer.get("result").path("value");
  }

  /** Waits until the expression holds, looked at whenever the page is drawn. */
  void await(String expression) {
    String watch =
        """
        new Promise(done => {
          const end = performance.now() + %d;
          const look = () => {
            let holds = false;
            try { holds = Boolean(%s); } catch (ignored) { }
            if (holds || performance.now() > end) done(holds); else requestAnimationFrame(look);
          };
          look();
        })
        """
            .formatted(LIMIT_MILLIS, expression);
    if (!evaluate(watch).asBoolean()) {
      throw new AssertionError(
          "expected '%s', the page says: %s"
              .formatted(expression, evaluate("document.body.innerText")));
    }
  }

  /** Presses the key Enter on what has the focus. */
  void pressEnter() {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              "Enter",
              "code",
              "Enter",
              "text",
              "\r",
              "windowsVirtualKeyCode",
              13));
    }
  }

  /** What is seen, or the whole page. */
  void screenshot(Path file, boolean whole) throws IOException {
    String data =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole))
            .get("data")
            .asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Errors and refusals that the browser reported: of scripts, of the content policy. */
  List<String> complaints() {
    return events()
        .filter(
            event ->
                event.path("method").asText().equals("Runtime.exceptionThrown")
                    || event.at("/params/entry/level").asText().equals("error"))
        .map(event -> event.path("params").toString())
        .toList();
  }

  /** Addresses that the page asked for. */
  List<String> requests() {
    return events()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  private Stream<JsonNode> events() {
    return tools.events().stream()
        .filter(event -> event.path("sessionId").asText().equals(session));
  }
}
