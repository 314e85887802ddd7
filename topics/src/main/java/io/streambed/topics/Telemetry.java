package io.streambed.topics;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is doing.
 *
 * @param process unique among the living
 * @param role simulator, trainer or inference
 * @param time when it was measured
 * @param figures by name; a name ends in its unit, such as pairs_per_second
 * @param notes what is no number, by name
 */
public record Telemetry(
    String process,
    String role,
    Instant time,
    Map<String, Double> figures,
    Map<String, String> notes) {

  public Telemetry {
    figures = java.util.Collections.unmodifiableMap(new TreeMap<>(figures));
    notes = java.util.Collections.unmodifiableMap(new TreeMap<>(notes));
    if (process.isBlank() || role.isBlank()) {
      throw new IllegalArgumentException("expected a process and a role, got a blank one");
    }
  }
}
