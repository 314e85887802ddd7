package io.streambed.chaos.audit;

import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.pekko.util.ByteString;

/** From Kafka's records to raw ones. */
final class Records {
  private static final byte[] NOTHING = {};

  private Records() {}

  static void each(ConsumerRecords<byte[], byte[]> records, Consumer<Raw> sink) {
    records.forEach(one -> sink.accept(raw(one)));
  }

  private static Raw raw(ConsumerRecord<byte[], byte[]> one) {
    Map<String, String> headers = new HashMap<>();
    one.headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new Raw(
        new Position(one.topic(), one.partition(), one.offset()),
        one.key() == null ? "" : new String(one.key(), StandardCharsets.UTF_8),
        ByteString.fromArray(one.value() == null ? NOTHING : one.value()),
        Instant.ofEpochMilli(one.timestamp()),
        headers);
  }

  /** SHA-256, hexadecimal. */
  static String hash(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
