package io.streambed.topics.publish;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A value as the records that hold it, ready to be sent with others in one transaction. */
public final class Prepared {
  private final List<ProducerRecord<byte[], byte[]>> records;

  Prepared(List<ProducerRecord<byte[], byte[]>> records) {
    this.records = List.copyOf(records);
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }
}
