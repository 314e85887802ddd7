package io.streambed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.browser.Browser;
import io.streambed.browser.Tab;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Figures of the live page in a tab that stays open. */
final class PageFigures {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final double MEGABYTE = 1e6;

  /** Notes when the page is of use: the flow's figures, then the first pair plot. */
  private static final String WATCH =
      """
      window.seen = {};
      const watch = () => {
        if (document.querySelector('#stages .rate')) seen.flow ??= performance.now();
        if (document.querySelector('#pairs')?.dataset.number) seen.pairs ??= performance.now();
        if (!seen.flow || !seen.pairs) requestAnimationFrame(watch);
      };
      watch();
      """;

  /** Gathers times between frames, and tasks of more than 50 ms, for a while. */
  private static final String SMOOTHNESS =
      """
      new Promise(done => {
        const frames = [], tasks = [], plot = document.querySelector('#pairs');
        const first = Number(plot.dataset.number), begin = performance.now();
        new PerformanceObserver(l => l.getEntries().forEach(e => tasks.push(e.duration))).observe({ type: 'longtask' });
        let last = begin;
        const frame = () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
          if (now - begin < %d) { requestAnimationFrame(frame); return; }
          frames.sort((a, b) => a - b);
          const at = q => frames[Math.min(frames.length - 1, Math.floor(q * frames.length))];
          done({ updates: Number(plot.dataset.number) - first, p50: at(.5), p99: at(.99), most: at(1), tasks: tasks.length, longest: Math.max(0, ...tasks) });
        };
        requestAnimationFrame(frame);
      })
      """;

  private static final String REST = "new Promise(done => setTimeout(done, %d))";
  private static final long STEP_MILLIS = 30_000;

  private final Tab tab;

  private PageFigures(Tab tab) {
    this.tab = tab;
  }

  /**
   * From the start of the navigation, milliseconds.
   *
   * @param painted when anything was seen (first contentful paint)
   * @param flow when the rates of all stages stood there
   * @param pairs when the pair plot of a sensor was drawn
   */
  record Load(double painted, double flow, double pairs) {}

  /**
   * While posteriors come.
   *
   * @param updates posteriors that were shown
   * @param frameP50 median time between two frames, milliseconds
   * @param frameP99 that of 99 % of them
   * @param frameMost the longest
   * @param longTasks tasks of more than 50 ms
   * @param longestTask the longest of them, milliseconds; 0 if there was none
   */
  record Smoothness(
      int updates,
      double frameP50,
      double frameP99,
      double frameMost,
      int longTasks,
      double longestTask) {}

  /**
   * After a collection of garbage.
   *
   * @param minute since the page was opened for this
   * @param heapMegabytes JavaScript's heap in use, 10^6 bytes
   * @param nodes of the document, with those that are no longer in it
   * @param listeners to events
   */
  record Memory(int minute, double heapMegabytes, int nodes, int listeners) {}

  /** Opens the page in a new tab, which is closed again. */
  static Load load(Browser browser, String page) {
    Tab tab = browser.tab().size(WIDTH, HEIGHT, false);
    tab.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    tab.open(page);
    tab.await("seen.pairs");
    JsonNode seen =
        tab.evaluate(
            "({...seen, painted: performance.getEntriesByName('first-contentful-paint')[0].startTime})");
    tab.call("Page.close", Map.of());
    return new Load(
        seen.get("painted").asDouble(), seen.get("flow").asDouble(), seen.get("pairs").asDouble());
  }

  /** Opens the page in a new tab, which stays. */
  static PageFigures open(Browser browser, String page) {
    Tab tab = browser.tab().size(WIDTH, HEIGHT, false).open(page);
    tab.await("document.querySelector('#pairs').dataset.number");
    // What the driver would keep of every request is no memory of the page, yet holds up the hour.
    tab.call("Network.disable", Map.of());
    tab.call("Performance.enable", Map.of());
    return new PageFigures(tab);
  }

  Smoothness smoothness(Duration during) {
    JsonNode found = tab.evaluate(SMOOTHNESS.formatted(during.toMillis()));
    return new Smoothness(
        found.get("updates").asInt(),
        found.get("p50").asDouble(),
        found.get("p99").asDouble(),
        found.get("most").asDouble(),
        found.get("tasks").asInt(),
        found.get("longest").asDouble());
  }

  Memory memory(int minute) {
    tab.call("HeapProfiler.collectGarbage", Map.of());
    Map<String, Double> metrics = new HashMap<>();
    tab.call("Performance.getMetrics", Map.of())
        .get("metrics")
        .forEach(
            metric -> metrics.put(metric.get("name").asText(), metric.get("value").asDouble()));
    return new Memory(
        minute,
        metrics.getOrDefault("JSHeapUsedSize", Double.NaN) / MEGABYTE,
        metrics.getOrDefault("Nodes", Double.NaN).intValue(),
        metrics.getOrDefault("JSEventListeners", Double.NaN).intValue());
  }

  /** Lets the page go on by itself. */
  void rest(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= STEP_MILLIS) {
      tab.evaluate(REST.formatted(Math.min(left, STEP_MILLIS)));
    }
  }
}
