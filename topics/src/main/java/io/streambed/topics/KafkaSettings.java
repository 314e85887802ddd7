package io.streambed.topics;

import io.streambed.topics.experiment.CheckedSettings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How to reach the brokers.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param replicationFactor of the topics that are created; 1 on a single broker
 * @param clientId names this process in the broker's logs and in telemetry
 * @param instance name that a member keeps over restarts, unique among the processes of a group
 *     (static membership); empty for none
 * @param properties handed on to every Kafka client, such as security.protocol
 */
public record KafkaSettings(
    String bootstrapServers,
    int replicationFactor,
    String clientId,
    Optional<String> instance,
    Map<String, String> properties) {

  private static final Pattern SERVER = Pattern.compile("\\S+:\\d{1,5}");

  public KafkaSettings {
    properties = Map.copyOf(properties);
    if (bootstrapServers.isBlank() || clientId.isBlank()) {
      throw new IllegalArgumentException(
          "expected bootstrap-servers and client-id, got a blank one");
    }
    for (String server : bootstrapServers.split(",", -1)) {
      if (!SERVER.matcher(server.strip()).matches()) {
        throw new IllegalArgumentException(
            "expected HOST:PORT,... as brokers, got " + bootstrapServers);
      }
    }
    if (replicationFactor < 1 || replicationFactor > 15) {
      throw new IllegalArgumentException(
          "expected 1 <= replication-factor <= 15, got " + replicationFactor);
    }
  }

  /** Reads the section {@code kafka} of an experiment file. */
  public static KafkaSettings from(CheckedSettings file) {
    CheckedSettings kafka = file.section("kafka");
    Map<String, String> properties = new TreeMap<>();
    flatten("", kafka.free("properties"), properties);
    return new KafkaSettings(
        kafka.text("bootstrap-servers"),
        kafka.integer("replication-factor", 1, 15),
        kafka.text("client-id"),
        kafka.has("instance") ? Optional.of(kafka.text("instance")) : Optional.empty(),
        properties);
  }

  /** Puts {@code security { protocol = SSL }} as {@code security.protocol}. */
  private static void flatten(String prefix, Map<?, ?> section, Map<String, String> target) {
    section.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + key + ".", inner, target);
          } else {
            target.put(prefix + key, String.valueOf(value));
          }
        });
  }

  /** The same with other brokers, such as an embedded one. */
  public KafkaSettings at(String servers) {
    return new KafkaSettings(servers, replicationFactor, clientId, instance, properties);
  }

  /** One client without security at {@code servers}; topics on one broker. */
  public static KafkaSettings local(String servers, String clientId) {
    return new KafkaSettings(servers, 1, clientId, Optional.empty(), Map.of());
  }
}
