package io.streambed.app.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.browser.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What axe finds on a page that keeps people out. */
final class Axe {
  private static final String RUN =
      "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
          + " ({id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html + n.failureSummary)})))";

  private Axe() {}

  /** Serious and critical violations on a laptop and a telephone, in light and in dark. */
  static List<String> serious(Tab tab) throws IOException {
    tab.evaluate(script() + "; undefined");
    List<String> found = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      found.addAll(serious(tab.size(390, 844, true).scheme(scheme), "telephone, " + scheme));
      found.addAll(serious(tab.size(1280, 800, false).scheme(scheme), "laptop, " + scheme));
    }
    return found;
  }

  private static List<String> serious(Tab tab, String where) {
    JsonNode violations = tab.evaluate(RUN);
    return StreamSupport.stream(violations.spliterator(), false)
        .filter(v -> List.of("serious", "critical").contains(v.get("impact").asText()))
        .map(v -> where + ": " + v)
        .toList();
  }

  private static String script() throws IOException {
    try (InputStream stream = Axe.class.getResourceAsStream("/axe.min.js")) {
      if (stream == null) {
        throw new IOException("expected /axe.min.js on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
