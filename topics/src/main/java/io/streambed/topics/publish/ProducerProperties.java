package io.streambed.topics.publish;

import static org.apache.kafka.clients.producer.ProducerConfig.*;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTIONAL_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.TopicLayout.Pace;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the producers are set. */
final class ProducerProperties {

  private ProducerProperties() {}

  static String name(Pace pace) {
    return pace.name().toLowerCase(Locale.ROOT);
  }

  /** For transactions of the one writer of this name. */
  static Properties transactional(KafkaSettings settings, String id) {
    Properties properties = of(settings, Pace.PROMPT);
    properties.put(CLIENT_ID_CONFIG, settings.clientId() + "-" + id);
    properties.put(TRANSACTIONAL_ID_CONFIG, id);
    // The most that brokers allow by default. Whoever takes over ends an open transaction at once,
    // so a short limit would only
    // end those of a machine that slept.
    properties.put(TRANSACTION_TIMEOUT_CONFIG, "900000");
    properties.putAll(settings.properties());
    return properties;
  }

  /** For transactions of a member of a group, under a name of its own. */
  static Properties withOffsets(KafkaSettings settings, String id) {
    Properties properties = of(settings, Pace.PROMPT);
    properties.put(CLIENT_ID_CONFIG, settings.clientId() + "-transactions");
    properties.put(TRANSACTIONAL_ID_CONFIG, id);
    // What a member that was killed left open holds up readers of committed records for so long.
    properties.put(TRANSACTION_TIMEOUT_CONFIG, "10000");
    properties.put(DELIVERY_TIMEOUT_MS_CONFIG, "10000");
    properties.put(REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.put(MAX_BLOCK_MS_CONFIG, "10000");
    properties.putAll(settings.properties());
    return properties;
  }

  static Properties of(KafkaSettings settings, Pace pace) {
    Properties properties = new Properties();
    properties.put(BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(CLIENT_ID_CONFIG, settings.clientId() + "-" + name(pace));
    properties.put(ACKS_CONFIG, "all");
    properties.put(ENABLE_IDEMPOTENCE_CONFIG, "true");
    // 16 KiB, the default, was 1.3 to 2.5 times slower.
    properties.put(BATCH_SIZE_CONFIG, "131072");
    properties.put(LINGER_MS_CONFIG, pace == Pace.BULK ? "5" : "0");
    properties.put(BUFFER_MEMORY_CONFIG, pace == Pace.BULK ? "67108864" : "33554432");
    // A broker that is away is waited for: giving up would lose the record.
    properties.put(DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));
    properties.put(REQUEST_TIMEOUT_MS_CONFIG, "10000");
    properties.put(MAX_BLOCK_MS_CONFIG, "5000");
    properties.put(RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
    properties.put(KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.put(VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.putAll(settings.clientProperties());
    return properties;
  }
}
