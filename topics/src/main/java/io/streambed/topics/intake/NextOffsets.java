package io.streambed.topics.intake;

import io.streambed.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Where a reader stands, so that it goes on there when its consumer starts again. */
final class NextOffsets {
  private final Topic<?> topic;
  private final Map<Integer, Long> next;

  NextOffsets(Topic<?> topic, Map<Integer, Long> offsets) {
    this.topic = topic;
    next = new ConcurrentHashMap<>(offsets);
  }

  /** Where each partition goes on, or begins if nothing is known of it. */
  Map<TopicPartition, Long> from(Map<Integer, Long> beginnings) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    beginnings.forEach(
        (partition, beginning) ->
            offsets.put(
                new TopicPartition(topic.name(), partition),
                next.getOrDefault(partition, beginning)));
    return offsets;
  }

  <T> Received<T> passed(Received<T> received) {
    next.put(received.position().partition(), received.position().offset() + 1);
    return received;
  }
}
