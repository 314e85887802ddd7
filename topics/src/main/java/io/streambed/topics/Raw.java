package io.streambed.topics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/**
 * A record as it came, before anything is made of it.
 *
 * @param position where it stands
 * @param key UTF-8 text; empty where it has none
 * @param value its bytes; empty for a tombstone
 * @param time when it was written
 * @param headers UTF-8 texts by name; of repeated names the last
 */
public record Raw(
    Position position, String key, ByteString value, Instant time, Map<String, String> headers) {

  public Raw {
    headers = Map.copyOf(headers);
  }

  /** The same as part of another step, which what comes of it has as its cause. */
  public Raw in(TraceParent step) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(TraceParent.HEADER, step.header());
    return new Raw(position, key, value, time, changed);
  }

  /** The trace that the record belongs to; a new one if it says none. */
  public TraceParent trace() {
    return TraceParent.parse(headers.getOrDefault(TraceParent.HEADER, ""))
        .orElseGet(TraceParent::create);
  }
}
