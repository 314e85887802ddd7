package io.streambed.topics.publish;

import io.streambed.topics.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What a member of a group writes, and the offsets of what it read, in one transaction: both or
 * neither. Used by one thread.
 */
public final class OffsetTransactions implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final Producer<byte[], byte[]> producer;

  private OffsetTransactions(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Connects in the background.
   *
   * @param id the writer's name at the brokers, its own at any time
   */
  public static OffsetTransactions of(KafkaSettings settings, String id) {
    return new OffsetTransactions(
        new KafkaProducer<>(ProducerProperties.withOffsets(settings, id)));
  }

  /**
   * Fences whoever wrote under the same name, and settles what it left open.
   *
   * @throws KafkaException if the brokers do not answer in time
   */
  public void begin() {
    producer.initTransactions();
  }

  /**
   * Sends all of {@code values} and commits {@code offsets}. Where that fails nobody sees any of
   * it, or, after a time-out of the last step, the brokers decide: close this and open another one,
   * which waits for what they decide.
   *
   * @param offsets next offset of each partition
   * @param member who read them; one who does not belong to the group any more is refused
   */
  public void commit(
      List<Prepared> values,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata member) {
    producer.beginTransaction();
    values.forEach(value -> value.records().forEach(producer::send));
    producer.sendOffsetsToTransaction(offsets, member);
    producer.commitTransaction();
  }

  /**
   * What is not committed is aborted: now if the brokers answer, else when another one is opened.
   */
  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
