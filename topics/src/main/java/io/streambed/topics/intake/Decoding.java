package io.streambed.topics.intake;

import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Topic;
import io.streambed.topics.trace.Step;
import io.streambed.topics.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;
import org.apache.pekko.util.ByteString;

/** From a record of Kafka to what was received; never throws on what the record holds. */
final class Decoding {

  private Decoding() {}

  static <T> Received<T> of(
      Topic<T> topic,
      ConsumerRecord<byte[], byte[]> consumed,
      Optional<CommittableOffset> committable,
      Tracing tracing) {
    Raw read = raw(consumed);
    Step step = tracing.consume(read);
    Raw raw = step == null ? read : read.in(step.traceParent());
    Receipt receipt = new Receipt(raw.position(), committable, step);
    try {
      return new Received.Decoded<>(topic.codec().decode(raw), raw, receipt);
    } catch (MalformedRecordException malformed) {
      return new Received.Undecodable<>(String.valueOf(malformed.getMessage()), raw, receipt);
    } catch (RuntimeException unexpected) {
      // A record that stopped the stream would stop it again after each restart.
      return new Received.Undecodable<>("cannot be decoded: " + unexpected, raw, receipt);
    }
  }

  private static Raw raw(ConsumerRecord<byte[], byte[]> consumed) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : consumed.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return new Raw(
        new Position(consumed.topic(), consumed.partition(), consumed.offset()),
        consumed.key() == null ? "" : new String(consumed.key(), StandardCharsets.UTF_8),
        consumed.value() == null
            ? ByteString.emptyByteString()
            : ByteString.fromArrayUnsafe(consumed.value()),
        Instant.ofEpochMilli(consumed.timestamp()),
        headers);
  }
}
