package io.streambed.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.browser.Tab;

/** What the page shows of a sensor, against what the server says of it. */
final class Shown {
  private static final String NUMBER = "-?\\d[\\d,.]*(e[+-]\\d+)?";

  /** [parameter, mean, sd] of each row, as they are read, and as the document has them. */
  private static final String LOOK =
      """
      Promise.all([fetch('/api/sensors/%s').then(r => r.json()), import('/assets/format.js')]).then(([p, f]) => ({
        name: document.querySelector('#sensor-name').textContent,
        drawn: document.querySelector('#pairs').dataset.number,
        rows: [...document.querySelector('#parameters tbody').rows].map(r => [...r.cells].map(c => c.firstChild.textContent)),
        number: String(p.note.number),
        served: p.parameters.map(q => [q.parameter, f.number(q.mean, 4), f.number(q.sd), `${f.number(q.q05)} … ${f.number(q.q95)}`])
      }))
      """;

  private Shown() {}

  /** Every number of its newest posterior stands on the page; it must not change meanwhile. */
  static void assertNewest(Tab tab, String sensor, int parameters) {
    JsonNode look = tab.evaluate(LOOK.formatted(sensor));
    assertEquals(sensor, look.get("name").asText());
    assertEquals(look.get("number"), look.get("drawn"));
    assertEquals(look.get("served"), look.get("rows"));
    assertEquals(parameters, look.get("rows").size());
    for (JsonNode row : look.get("rows")) {
      assertTrue(row.get(1).asText().matches(NUMBER), row.toString());
      assertTrue(row.get(2).asText().matches(NUMBER), row.toString());
      assertTrue(row.get(3).asText().matches(NUMBER + " … " + NUMBER), row.toString());
    }
  }
}
