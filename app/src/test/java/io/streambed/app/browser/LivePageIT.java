package io.streambed.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streambed.app.TinyLoop;
import io.streambed.browser.Browser;
import io.streambed.browser.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * of the PATH. Without one these tests are left out. Screenshots lie in target/screenshots. Of four
 * sensors three are listed, and the draws of three remembered.
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
    TinyLoop tiny =
        TinyLoop.start(
            directory.resolve("loop"),
            Map.of("http.page-maximum", 3, "http.page", 3, "http.view.sensors", 3));
    loop = tiny;
    address = tiny.page().toString();
    tiny.observe("pump", 0.2, 0.1);
    tiny.observe("a b/c&d=é", 0.2, 0.1);
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

  @Test
  @Order(0)
  void numbersAreRoundedBeforeTheyAreWritten() {
    Tab tab = tabs.get(0);
    tab.evaluate("import('/assets/format.js').then(f => { window.format = f; }), undefined");
    tab.await("window.format");
    for (Map.Entry<String, String> written :
        Map.of(
                "format.rate(99.7)", "100",
                "format.rate(99.4)", "99",
                "format.number(999.7)", "1,000",
                "format.number(9999.7, 4)", "10,000",
                "format.number(0.99996, 4)", "1.000",
                "format.seconds(0.00996)", "10 ms")
            .entrySet()) {
      assertEquals(written.getValue(), tab.evaluate(written.getKey()).asText(), written.getKey());
    }
  }

  /** However fast they come: what is drawn is what was asked for last, and nothing piles up. */
  @Test
  @Order(3)
  void ofManyPosteriorsEachIsAskedForAtMostOnceAndDrawnInTheSamePlace() throws Exception {
    Tab tab = tabs.get(0);
    int asked = pairsAsked(tab);
    String elements = "document.querySelectorAll('#sensor *').length";
    int before = tab.evaluate(elements).asInt();
    for (int n = 3; n <= 12; n++) {
      ((TinyLoop) loop).observe("turbine", 0.02 * n, 0.2);
    }
    tab.await("document.querySelector('#pairs').dataset.number === '12'");
    int more = pairsAsked(tab) - asked;
    assertTrue(more >= 1 && more <= 10, more + " pair plots for ten posteriors");
    // A tick or a doubt more or less; a course has a point more, no element.
    int after = tab.evaluate(elements).asInt();
    assertTrue(after < before + 10, before + " elements became " + after);
  }

  private static int pairsAsked(Tab tab) {
    return (int) tab.requests().stream().filter(url -> url.contains("/pairs")).count();
  }

  /** Browsers allow six connections to a host: those of tabs that are not seen must be free. */
  @Test
  @Order(4)
  void aPageThatIsNotSeenKeepsNoStreamOpen() throws Exception {
    Tab tab = tabs.get(0);
    awaitStreams(1);
    hidden(tab, true);
    awaitStreams(0);
    ((TinyLoop) loop).observe("turbine", 0.3, 0.1);
    hidden(tab, false);
    awaitStreams(1);
    tab.await("document.querySelector('#pairs').dataset.number === '13'");
    String facts = "document.querySelector('#sensor-facts').textContent";
    String before = tab.evaluate(facts).asText();
    tab.await("%s !== '%s'".formatted(facts, before)); // Time passes without posteriors, too.
    tab.await(facts + ".includes('posterior 13 of this sensor')");
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
  @Order(5)
  void anOpenDeadLetterIsSeenOnATelephoneAndAxeFindsNothingSeriousInIt() throws IOException {
    Tab tab = tabs.get(0);
    tab.await("document.querySelectorAll('#letters-list li[data-fate=open]').length === 1");
    tab.evaluate("document.querySelector('#letters-list details').open = true");
    tab.await(
        "document.querySelector('#letters-list pre').textContent === '%s'".formatted(TinyLoop.BAD));
    assertEquals(List.of(), Axe.serious(tab));
    tab.size(390, 844, true);
    tab.evaluate("scrollTo(0, 0)");
    assertTrue(
        tab.evaluate(
                "(b => b.textContent === '1' && b.left >= 0 && b.right <= innerWidth && b.width > 0)"
                    + "(Object.assign(document.querySelector('#letters-badge').getBoundingClientRect(), {textContent: document.querySelector('#letters-badge').textContent}))")
            .asBoolean(),
        "how many are open is in sight");
    assertTrue(fits(tab), "an open dead letter scrolls sideways");
    tab.screenshot(SHOTS.resolve("phone-dead-letter.png"), false);
    tab.size(1280, 800, false);
  }

  @Test
  @Order(6)
  void aDeadLetterIsReplayedAndDiesAgain() {
    Tab tab = tabs.get(0);
    tab.evaluate("document.querySelector('#letters-list button').focus()");
    tab.pressEnter();
    tab.await("document.querySelectorAll('#letters-list li[data-fate=replayed]').length === 1");
    // Whoever works from the keyboard is where they were, though the row is another.
    tab.await("document.activeElement.matches('#letters-list li[data-fate=replayed] summary')");
    // Its bytes are as wrong as before.
    tab.await("document.querySelectorAll('#letters-list li[data-fate=open]').length === 1");
    tab.evaluate(
        "document.querySelector('#letters-list li[data-fate=open] button:last-of-type').click()");
    tab.await("document.querySelectorAll('#letters-list li[data-fate=dropped]').length === 1");
  }

  @Test
  @Order(7)
  void axeFindsNothingSeriousOnALaptopAndATelephoneInLightAndInDark() throws IOException {
    assertEquals(List.of(), Axe.serious(tabs.get(0)));
  }

  @Test
  @Order(8)
  void itFitsALaptopAndATelephone() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      shoot(scheme, "laptop", 1280, 800, false);
      shoot(scheme, "phone", 390, 844, true);
    }
  }

  /** Fewer than the page would ask for may be asked for here, and it shows them all the same. */
  @Test
  @Order(9)
  void aSensorThatIsNotListedIsFoundByName() {
    Tab tab = tabs.get(0);
    tab.await("document.querySelectorAll('#sensor-list button').length === 3");
    tab.await("document.querySelector('#found').textContent === 'The 3 heard last'");
    assertFalse(tab.evaluate(button("pump")).asBoolean());
    search(tab, "PU");
    tab.await("document.querySelector('#found').textContent === '1 found'");
    tab.await("document.querySelectorAll('#sensor-list button').length === 1");
    tab.evaluate(button("pump") + ".click()");
    tab.await("document.querySelector('#sensor-name').textContent === 'pump'");
    tab.await("document.querySelector('#pairs').hidden");
    assertFalse(tab.evaluate("document.querySelector('#pairs-gone').hidden").asBoolean());
    assertEquals(
        2, tab.evaluate("document.querySelector('#parameters tbody').rows.length").asInt());
    search(tab, "c&d=É");
    tab.await(button("a b/c&d=é"));
    tab.evaluate(button("a b/c&d=é") + ".click()");
    tab.await("document.querySelector('#sensor-name').textContent === 'a b/c&d=é'");
    tab.await("!document.querySelector('#pairs').hidden");
    search(tab, "");
    tab.await("document.querySelectorAll('#sensor-list button').length >= 3");
  }

  private static String button(String sensor) {
    return "document.querySelector('#sensor-list [data-sensor=\"%s\"]')".formatted(sensor);
  }

  private static void search(Tab tab, String text) {
    tab.evaluate(
        "(f => { f.value = '%s'; f.dispatchEvent(new Event('input')); })(document.querySelector('#find'))"
            .formatted(text));
  }

  @Test
  @Order(10)
  void whatWentWrongWithTheRecordStaysUntilItIsAskedForAgain() {
    Tab tab = tabs.get(0);
    tab.evaluate(
        """
        (() => {
          window.there = window.fetch;
          window.asks = 0;
          window.fetch = (path, options) => {
            window.asks += path.startsWith('/api/sensors?');
            return options?.method === 'POST' ? Promise.reject(new Error('cut off')) : window.there(path, options);
          };
          document.querySelector('#observe').click();
        })()
        """);
    String note = "document.querySelector('#observe-note').textContent";
    tab.await(note + " === 'cut off'");
    // Of the list of sensors it is looked at again and again.
    tab.await("window.asks >= 3");
    assertEquals("cut off", tab.evaluate(note).asText());
    tab.evaluate("window.fetch = window.there; document.querySelector('#observe').click()");
    tab.await(note + " === ''");
  }

  @Test
  @Order(11)
  void whileTheServerIsAwayThatIsReadOutOnce() {
    Tab tab = tabs.get(0);
    tab.evaluate(
        """
        (() => {
          window.words = [];
          new MutationObserver(() => window.words.push(document.querySelector('#state-word').textContent))
            .observe(document.querySelector('#state [role=status]'), {childList: true, characterData: true, subtree: true});
          window.there = window.fetch;
          window.fetch = () => Promise.reject(new Error('cut off'));
        })()
        """);
    tab.await("document.querySelector('#state.lost')");
    String since = "document.querySelector('#state-since').textContent";
    for (int n = 0; n < 2; n++) {
      String before = tab.evaluate(since).asText();
      tab.await("%s !== '%s'".formatted(since, before));
    }
    assertEquals("[\"lost\"]", tab.evaluate("window.words").toString());
    tab.evaluate("window.fetch = window.there; undefined");
    tab.await("document.querySelector('#state.live')");
    assertEquals("[\"lost\",\"live\"]", tab.evaluate("window.words").toString());
  }

  @Test
  @Order(12)
  void anAddressThatNamesASensorInNoReadableWayOpensThePageAllTheSame() {
    Tab tab = ((Browser) browser).tab().size(1280, 800, false).open(address + "#sensor/%");
    tab.await("document.querySelector('#state.live')");
    tab.await("document.querySelectorAll('#parameters tbody tr').length === 2");
  }

  @Test
  @Order(13)
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
    Shown.assertNewest(tab, "turbine", 2);
    String name = device + "-" + scheme;
    tab.screenshot(SHOTS.resolve(name + ".png"), false);
    assertTrue(fits(tab), name + " scrolls sideways");
  }

  private static boolean fits(Tab tab) {
    return tab.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean();
  }
}
