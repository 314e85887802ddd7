package io.streambed.topics.intake;

import static org.apache.kafka.clients.consumer.ConsumerConfig.*;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.kafka.ConsumerSettings;

/** How the consumers are set. */
final class ConsumerProperties {
  /** Records of one poll of a transactional member, at most. */
  static final int POLLED = 64;

  private static final AtomicInteger CONSUMERS = new AtomicInteger();

  private ConsumerProperties() {}

  /** For a member of {@code group}. */
  static ConsumerSettings<byte[], byte[]> member(
      ClassicActorSystemProvider system, KafkaSettings settings, Topic<?> topic, String group) {
    ConsumerSettings<byte[], byte[]> consumer =
        consumer(system, settings, topic)
            .withGroupId(group)
            .withProperty(AUTO_OFFSET_RESET_CONFIG, "earliest")
            // Partitions that stay are read on while others move.
            .withProperty(
                PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName())
            // With 45 s, the default, a member killed with SIGKILL stalls its partitions as long; 6
            // s
            // is the least that brokers allow.
            .withProperty(SESSION_TIMEOUT_MS_CONFIG, "6000")
            .withProperty(HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
    return settings
        .instance()
        // A member that comes back under its name takes its partitions up without waiting at all.
        .map(instance -> consumer.withGroupInstanceId(instance + "-" + topic.name()))
        .orElse(consumer)
        .withProperties(settings.properties());
  }

  /** For a reader that says itself where to begin. */
  static ConsumerSettings<byte[], byte[]> reader(
      ClassicActorSystemProvider system, KafkaSettings settings, Topic<?> topic) {
    return consumer(system, settings, topic)
        // Records that were deleted before they were read are an error, not something to skip.
        .withProperty(AUTO_OFFSET_RESET_CONFIG, "none")
        .withProperties(settings.properties());
  }

  /** The same for a consumer that no stream owns. */
  static Map<String, Object> plain(KafkaSettings settings, Topic<?> topic) {
    Map<String, Object> properties = new HashMap<>(shared(settings, topic));
    properties.put(AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.putAll(settings.clientProperties());
    return properties;
  }

  /** The same for one who asks where records that are not committed yet end. */
  static Map<String, Object> uncommitted(KafkaSettings settings, Topic<?> topic) {
    Map<String, Object> properties = plain(settings, topic);
    properties.put(ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    return properties;
  }

  /** For a member of {@code group} that commits offsets in transactions. */
  static Map<String, Object> transactional(KafkaSettings settings, Topic<?> topic, String group) {
    Map<String, Object> properties = plain(settings, topic);
    properties.put(GROUP_ID_CONFIG, group);
    properties.put(AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
    properties.put(SESSION_TIMEOUT_MS_CONFIG, "6000");
    properties.put(HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
    properties.put(MAX_POLL_RECORDS_CONFIG, Integer.toString(POLLED));
    settings
        .instance()
        .ifPresent(
            instance -> properties.put(GROUP_INSTANCE_ID_CONFIG, instance + "-" + topic.name()));
    properties.putAll(settings.properties());
    return properties;
  }

  private static ConsumerSettings<byte[], byte[]> consumer(
      ClassicActorSystemProvider system, KafkaSettings settings, Topic<?> topic) {
    return ConsumerSettings.create(system, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        // Settings can be printed, so secrets join them only where the consumer is made.
        .withConsumerFactory(settled -> consumer(settled, settings))
        .withProperties(shared(settings, topic))
        // The default of 50 ms costs 30 % of the rate and most of the latency.
        .withPollInterval(Duration.ofMillis(5))
        // The stream is drained by its control, so the consumer need not wait for it once more.
        .withStopTimeout(Duration.ZERO)
        .withCloseTimeout(Duration.ofSeconds(3))
        .withCommitTimeout(Duration.ofSeconds(10));
  }

  private static Consumer<byte[], byte[]> consumer(
      ConsumerSettings<byte[], byte[]> settled, KafkaSettings settings) {
    Map<String, Object> properties = new HashMap<>(settled.getProperties());
    properties.putAll(settings.security().properties());
    return consumer(properties);
  }

  /** One that was set by {@link #member} or {@link #transactional}, or another. */
  static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    return properties.containsKey(GROUP_INSTANCE_ID_CONFIG)
        ? new NamedMember(properties)
        : new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, String> shared(KafkaSettings settings, Topic<?> topic) {
    return Map.of(
        BOOTSTRAP_SERVERS_CONFIG,
        settings.bootstrapServers(),
        CLIENT_ID_CONFIG,
        "%s-%s-%d".formatted(settings.clientId(), topic.name(), CONSUMERS.incrementAndGet()),
        ISOLATION_LEVEL_CONFIG,
        "read_committed",
        RECONNECT_BACKOFF_MAX_MS_CONFIG,
        "2000");
  }
}
