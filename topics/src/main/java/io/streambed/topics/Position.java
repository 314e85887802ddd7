package io.streambed.topics;

/**
 * Where a record stands.
 *
 * @param topic name of the topic
 * @param partition from 0
 * @param offset from 0 within the partition
 */
public record Position(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
