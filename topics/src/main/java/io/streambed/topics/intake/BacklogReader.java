package io.streambed.topics.intake;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads what a topic held when this was opened. Used by one thread. */
final class BacklogReader<T> {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Topic<T> topic;
  private final Map<TopicPartition, Long> ends;
  private final Queue<ConsumerRecord<byte[], byte[]>> polled = new ArrayDeque<>();

  private BacklogReader(
      KafkaConsumer<byte[], byte[]> consumer, Topic<T> topic, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.topic = topic;
    this.ends = ends;
  }

  /**
   * @param since records from before are left out; null for all
   * @param numbers which partitions are read
   * @throws BrokerException if the brokers do not answer within 20 s or do not know the topic, or
   *     none of the partitions
   */
  static <T> BacklogReader<T> open(
      KafkaSettings settings, Topic<T> topic, @Nullable Instant since, IntPredicate numbers) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ConsumerProperties.plain(settings, topic));
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name(), LIMIT).stream()
              .filter(partition -> numbers.test(partition.partition()))
              .map(partition -> new TopicPartition(topic.name(), partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new BrokerException(
            "Expected topic %s at %s with the partition asked for, it does not exist"
                .formatted(topic.name(), settings.bootstrapServers()));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = ends(consumer, settings, topic, partitions);
      if (since == null) {
        consumer.seekToBeginning(partitions);
      } else {
        seek(consumer, ends, since.toEpochMilli());
      }
      return new BacklogReader<>(consumer, topic, ends);
    } catch (KafkaException problem) {
      consumer.close();
      throw new BrokerException(
          "Cannot read %s at %s: %s"
              .formatted(topic.name(), settings.bootstrapServers(), problem.getMessage()),
          problem);
    }
  }

  /**
   * Reads a known stretch instead.
   *
   * @param from offset of the first record, of each partition that is read
   * @param to offset after the last one, of the same partitions
   */
  static <T> BacklogReader<T> between(
      KafkaSettings settings, Topic<T> topic, Map<Integer, Long> from, Map<Integer, Long> to) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(ConsumerProperties.plain(settings, topic));
    Map<TopicPartition, Long> ends = new HashMap<>();
    to.forEach((number, end) -> ends.put(new TopicPartition(topic.name(), number), end));
    consumer.assign(ends.keySet());
    ends.keySet()
        .forEach(
            partition -> consumer.seek(partition, from.getOrDefault(partition.partition(), 0L)));
    return new BacklogReader<>(consumer, topic, ends);
  }

  /**
   * Ends beyond transactions that are still open: the reader waits until these are settled, since
   * committed records may stand behind them. Before them where a single writer has the topic:
   * nobody else's stand behind, and what a dead writer left open may stay so for minutes.
   */
  private static <T> Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> committed,
      KafkaSettings settings,
      Topic<T> topic,
      List<TopicPartition> partitions) {
    if (topic.layout().transactional()) {
      return committed.endOffsets(partitions, LIMIT);
    }
    try (var any = new KafkaConsumer<>(ConsumerProperties.uncommitted(settings, topic))) {
      return any.endOffsets(partitions, LIMIT);
    }
  }

  /** A partition without a record from {@code time} on is at its end. */
  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, long time) {
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, time));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times, LIMIT);
    ends.forEach(
        (partition, end) -> {
          OffsetAndTimestamp found = first.get(partition);
          consumer.seek(partition, found == null ? end : found.offset());
        });
  }

  /** The next record; empty once the end is reached. */
  Optional<Received<T>> next() {
    // The position also passes what compaction or transactions left out, unlike the records.
    while (polled.isEmpty() && !isAtEnd()) {
      consumer.poll(POLL).forEach(this::keep);
    }
    return Optional.ofNullable(polled.poll())
        .map(consumed -> Decoding.of(topic, consumed, Optional.empty(), Tracing.OFF));
  }

  void close() {
    consumer.close();
  }

  private boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), LIMIT) >= end.getValue());
  }

  private void keep(ConsumerRecord<byte[], byte[]> consumed) {
    Long end = ends.get(new TopicPartition(consumed.topic(), consumed.partition()));
    if (end != null && consumed.offset() < end) {
      polled.add(consumed);
    }
  }
}
