package io.streambed.topics;

import java.time.Instant;
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

  /** The trace that the record belongs to; a new one if it says none. */
  public TraceParent trace() {
    return TraceParent.parse(headers.getOrDefault(TraceParent.HEADER, ""))
        .orElseGet(TraceParent::create);
  }
}
