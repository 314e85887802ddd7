package io.streambed.topics;

import java.util.function.Function;

/**
 * A topic of an experiment and what its records are.
 *
 * @param name full name at the broker
 * @param type CloudEvents type of its records
 * @param layout how it is laid out at the broker
 * @param codec from the noun to bytes and back
 * @param key decides the partition, and what compaction keeps
 * @param id names an event; a repeat of the same event has the same id
 */
public record Topic<T>(
    String name,
    String type,
    TopicLayout layout,
    Codec<T> codec,
    Function<T, String> key,
    Function<T, String> id) {

  /** Full name of the consumer group of {@code role}, such as "simulators", in this experiment. */
  public String group(String role) {
    return name.substring(0, name.lastIndexOf('.') + 1) + role;
  }

  @Override
  public String toString() {
    return name;
  }
}
