package io.streambed.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.app.TinyLoop;
import io.streambed.browser.Browser;
import io.streambed.browser.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page of an experiment that trains meanwhile, in Chromium: that of STREAMBED_CHROMIUM, or
 * of the PATH. Without one these tests are left out. Screenshots lie in target/screenshots.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LivePageIT {
  private static final Path SHOTS = Path.of("target", "screenshots");

  @TempDir static Path directory;
  private static AutoCloseable loop = () -> {};
  private static AutoCloseable browser = () -> {};
  private static String address = "not served yet";
  private static List<Tab> tabs = List.of();

  @BeforeAll
  static void openThePageWhileItTrains() throws Exception {
    assumeTrue(
        Browser.program().isPresent(),
        "no Chromium on the PATH; say where one is in STREAMBED_CHROMIUM to test the live page");
    TinyLoop tiny = TinyLoop.start(directory.resolve("loop"));
    loop = tiny;
    address = tiny.page().toString();
    tiny.observe("boiler", 0.3, -0.2);
    tiny.observe("turbine", 0.1, 0.4);
    tiny.observeBadly("turbine");
    Browser chromium = Browser.start(Browser.program().orElseThrow(), directory.resolve("profile"));
    browser = chromium;
    tabs = List.of(chromium.tab().size(1280, 800, false).open(address));
  }

  @AfterAll
  static void end() throws Exception {
    browser.close();
    loop.close();
  }

  @Test
  @Order(1)
  void numbersMove() {
    Tab tab = tabs.get(0);
    tab.await("document.querySelector('#state.live')");
    String rate = "document.querySelector('[data-figure=pairs_per_second]').textContent";
    String before = tab.evaluate(rate).asText();
    tab.await("%s !== '%s'".formatted(rate, before));
    tab.await("document.querySelector('#loss svg path')");
    tab.await("document.querySelector('#models-table tbody tr')");
    tab.await("document.querySelectorAll('#stages .flag.good').length === 3");
  }

  @Test
  @Order(2)
  void aSensorOpensFromTheKeyboardAndItsNewPosteriorsAreShown() throws Exception {
    Tab tab = tabs.get(0);
    tab.await("document.querySelector('[data-sensor=turbine]')");
    tab.evaluate("document.querySelector('[data-sensor=turbine]').focus()");
    tab.pressEnter();
    tab.await("document.querySelector('#sensor-name').textContent === 'turbine'");
    tab.await("document.querySelector('#pairs').dataset.number === '1'");
    ((TinyLoop) loop).observe("turbine", 0.2, 0.2);
    tab.await("document.querySelector('#pairs').dataset.number === '2'");
    assertEquals(
        2, tab.evaluate("document.querySelector('#parameters tbody').rows.length").asInt());
    String painted =
        "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0))(document.querySelector('#pairs'))";
    assertTrue(tab.evaluate(painted).asBoolean(), "something is drawn");
  }

  /** Browsers allow six connections to a host: those of tabs that are not seen must be free. */
  @Test
  @Order(3)
  void aPageThatIsNotSeenKeepsNoStreamOpen() throws Exception {
    Tab tab = tabs.get(0);
    awaitStreams(1);
    hidden(tab, true);
    awaitStreams(0);
    ((TinyLoop) loop).observe("turbine", 0.3, 0.1);
    hidden(tab, false);
    awaitStreams(1);
    tab.await("document.querySelector('#pairs').dataset.number === '3'");
  }

  /** As the server counts them. */
  private static void awaitStreams(int open) {
    tabs.get(0)
        .await(
            "(fetch('/metrics').then(r => r.text()).then(t => { window.streams = t.match(/^streambed_http_streams.* (\\d)/m)?.[1]; }), window.streams === '%d')"
                .formatted(open));
  }

  private static void hidden(Tab tab, boolean hidden) {
    tab.evaluate(
        "Object.defineProperty(document, 'hidden', {value: %s, configurable: true}); document.dispatchEvent(new Event('visibilitychange'))"
            .formatted(hidden));
  }

  @Test
  @Order(4)
  void aDeadLetterIsReplayedAndDiesAgain() {
    Tab tab = tabs.get(0);
    tab.await("document.querySelectorAll('#letters-list li[data-fate=open]').length === 1");
    tab.evaluate("document.querySelector('#letters-list button').click()");
    tab.await("document.querySelectorAll('#letters-list li[data-fate=replayed]').length === 1");
    // Its bytes are as wrong as before.
    tab.await("document.querySelectorAll('#letters-list li[data-fate=open]').length === 1");
    tab.evaluate(
        "document.querySelector('#letters-list li[data-fate=open] button:last-of-type').click()");
    tab.await("document.querySelectorAll('#letters-list li[data-fate=dropped]').length === 1");
  }

  @Test
  @Order(5)
  void axeFindsNothingSeriousInLightAndInDark() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      Tab tab = tabs.get(0).scheme(scheme);
      tab.evaluate(script("/axe.min.js") + "; undefined");
      JsonNode found =
          tab.evaluate(
              "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
                  + " ({id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html + n.failureSummary)})))");
      List<JsonNode> serious =
          StreamSupport.stream(found.spliterator(), false)
              .filter(v -> List.of("serious", "critical").contains(v.get("impact").asText()))
              .toList();
      assertEquals(List.of(), serious, scheme);
    }
  }

  @Test
  @Order(6)
  void itFitsALaptopAndATelephone() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      shoot(scheme, "laptop", 1280, 800, false);
      shoot(scheme, "phone", 390, 844, true);
    }
  }

  @Test
  @Order(7)
  void thePageAsksNobodyElseAndNothingWasRefused() {
    Tab tab = tabs.get(0);
    assertTrue(tab.requests().size() > 10);
    assertEquals(
        List.of(), tab.requests().stream().filter(url -> !url.startsWith(address)).toList());
    assertEquals(List.of(), tab.complaints());
  }

  private static void shoot(String scheme, String device, int width, int height, boolean telephone)
      throws IOException {
    Tab tab = tabs.get(0).size(width, height, telephone).scheme(scheme);
    tab.evaluate("scrollTo(0, 0)");
    String name = device + "-" + scheme;
    tab.screenshot(SHOTS.resolve(name + ".png"), false);
    assertTrue(
        tab.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean(),
        name + " scrolls sideways");
  }

  private static String script(String resource) throws IOException {
    try (InputStream stream = LivePageIT.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("expected %s on the class path".formatted(resource));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
