package io.streambed.topics.publish;

import io.streambed.topics.Position;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One producer, and the thread that hands records to it in the order of {@link #send}. */
interface Lane {

  /**
   * Sends records; as one, where the lane knows transactions. Never blocks.
   *
   * @param records at least one
   * @return the place of the last one, once all are acknowledged; or a BrokerException
   */
  CompletableFuture<Position> send(List<ProducerRecord<byte[], byte[]>> records);
}
