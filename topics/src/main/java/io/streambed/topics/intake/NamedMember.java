package io.streambed.topics.intake;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a group's member that keeps its name over restarts. The brokers give one that
 * comes back what it was given before, without asking the others. If it ended after it gave
 * partitions away and before it said so, nobody would ever be given these: who was to have them
 * waits for the second half of a rebalance of which the newcomer knows nothing. So it asks for a
 * rebalance once it has joined; all keep reading meanwhile what they keep.
 */
final class NamedMember extends KafkaConsumer<byte[], byte[]> {
  private boolean settled;

  /**
   * @param properties {@code group.instance.id} among them
   */
  NamedMember(Map<String, Object> properties) {
    super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    if (!settled && groupMetadata().generationId() > 0) {
      settled = true;
      enforceRebalance("back under its name");
    }
    return records;
  }
}
