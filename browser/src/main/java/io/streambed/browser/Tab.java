package io.streambed.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A page in a browser. */
public final class Tab {
  private static final int LIMIT_SECONDS = 80;

  private static final String WATCH =
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
      """;

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
  public Tab size(int width, int height, boolean telephone) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", telephone ? 2 : 1,
            "mobile", telephone));
    return this;
  }

  /**
   * Its colours.
   *
   * @param scheme light or dark
   */
  public Tab scheme(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Goes there, and waits until all of it is loaded. */
  public Tab open(String address) {
    call("Page.navigate", Map.of("url", address));
    await("document.readyState === 'complete' && location.href.startsWith('http')");
    return this;
  }

  /**
   * Value of the expression, which may be a promise.
   *
   * @throws IllegalStateException if it throws
   */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(
          "%s: %s".formatted(expression, answer.get("exceptionDetails")));
    }
    return answer.get("result").path("value");
  }

  /**
   * Waits until the expression holds, looked at whenever the page is drawn.
   *
   * @throws IllegalStateException with what the page says, if it does not within 80 s
   */
  public void await(String expression) {
    awaitWithin(LIMIT_SECONDS, expression);
  }

  /** The same with another limit, in seconds. */
  public void awaitWithin(int limit, String expression) {
    boolean holds = false;
    for (int left = limit; left > 0 && !holds; left -= LIMIT_SECONDS) {
      holds =
          evaluate(WATCH.formatted(1000 * Math.min(left, LIMIT_SECONDS), expression)).asBoolean();
    }
    if (!holds) {
      throw new IllegalStateException(
          "expected '%s', the page says: %s"
              .formatted(expression, evaluate("document.body.innerText")));
    }
  }

  /** Presses the key Enter on what has the focus. */
  public void pressEnter() {
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

  /**
   * Writes a PNG.
   *
   * @param whole whether all of the page, or what is seen
   */
  public void screenshot(Path file, boolean whole) throws IOException {
    String data =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole))
            .get("data")
            .asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Errors and refusals that the browser reported: of scripts, of the content policy. */
  public List<String> complaints() {
    return events()
        .filter(
            event ->
                event.path("method").asText().equals("Runtime.exceptionThrown")
                    || event.at("/params/entry/level").asText().equals("error"))
        .map(event -> event.path("params").toString())
        .toList();
  }

  /** Addresses that the page asked for. */
  public List<String> requests() {
    return events()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  /**
   * A method of the DevTools protocol.
   *
   * @throws IllegalStateException with what it refused
   */
  public JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  private Stream<JsonNode> events() {
    return tools.events().stream()
        .filter(event -> event.path("sessionId").asText().equals(session));
  }
}
