package io.streambed.topics.publish;

import io.streambed.topics.Topic;
import io.streambed.topics.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** CloudEvents 1.0 in Kafka's binary mode, and W3C trace context. */
final class EventHeaders {

  private EventHeaders() {}

  static <T> void write(
      Headers headers, Topic<T> topic, T value, String source, TraceParent trace, Instant time) {
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", topic.id().apply(value));
    put(headers, "ce_source", source);
    put(headers, "ce_type", topic.type());
    put(headers, "ce_time", time.toString());
    put(headers, "content-type", "application/protobuf");
    put(headers, TraceParent.HEADER, trace.header());
    topic.codec().headers(value).forEach((name, text) -> put(headers, name, text));
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
