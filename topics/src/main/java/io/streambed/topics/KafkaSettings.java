package io.streambed.topics;

import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.security.KafkaSecurity;
import java.util.HashMap;
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
 * @param properties handed on to every Kafka client
 * @param security who this process is to the brokers, and how they are trusted
 */
public record KafkaSettings(
    String bootstrapServers,
    int replicationFactor,
    String clientId,
    Optional<String> instance,
    Map<String, String> properties,
    KafkaSecurity security) {

  /** What section security says, secrets among it; those of {@code properties} would be shown. */
  private static final Pattern SECURITY = Pattern.compile("(security|ssl|sasl)\\..*");

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

  /** Without security. */
  public KafkaSettings(
      String bootstrapServers,
      int replicationFactor,
      String clientId,
      Optional<String> instance,
      Map<String, String> properties) {
    this(
        bootstrapServers,
        replicationFactor,
        clientId,
        instance,
        properties,
        KafkaSecurity.plaintext());
  }

  /** Reads the section {@code kafka} of an experiment file. */
  public static KafkaSettings from(CheckedSettings file) {
    CheckedSettings kafka = file.section("kafka");
    Map<String, String> properties = new TreeMap<>();
    flatten("", kafka.free("properties"), properties);
    properties.keySet().stream()
        .filter(name -> SECURITY.matcher(name).matches())
        .forEach(
            name ->
                kafka.hiddenMistake(
                    "properties",
                    "nothing of security, ssl and sasl, which section kafka.security says",
                    name + " (its value is not shown)"));
    properties.keySet().removeIf(name -> SECURITY.matcher(name).matches());
    return new KafkaSettings(
        kafka.text("bootstrap-servers"),
        kafka.integer("replication-factor", 1, 15),
        kafka.text("client-id"),
        kafka.has("instance") ? Optional.of(kafka.text("instance")) : Optional.empty(),
        properties,
        KafkaSecurity.from(kafka.section("security")));
  }

  /** Puts {@code fetch { min.bytes = 1 }} as {@code fetch.min.bytes}. */
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
    return new KafkaSettings(servers, replicationFactor, clientId, instance, properties, security);
  }

  /** The same at a broker of this process, which serves this machine without security. */
  public KafkaSettings embeddedAt(String servers) {
    return new KafkaSettings(servers, replicationFactor, clientId, instance, properties);
  }

  /** What every Kafka client is given besides its own; holds secrets, so never to be shown. */
  public Map<String, Object> clientProperties() {
    Map<String, Object> all = new HashMap<>(properties);
    all.putAll(security.properties());
    return all;
  }

  /** One client without security at {@code servers}; topics on one broker. */
  public static KafkaSettings local(String servers, String clientId) {
    return new KafkaSettings(servers, 1, clientId, Optional.empty(), Map.of());
  }
}
