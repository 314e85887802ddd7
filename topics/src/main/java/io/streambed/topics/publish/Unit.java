package io.streambed.topics.publish;

import io.streambed.topics.BrokerException;
import io.streambed.topics.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Records that go out together or not at all. Used by one thread, but for its future. */
final class Unit {
  private final List<ProducerRecord<byte[], byte[]>> records;
  private final CompletableFuture<Position> sent = new CompletableFuture<>();
  private final List<Future<RecordMetadata>> results = new ArrayList<>();

  /**
   * @param records at least one
   */
  Unit(List<ProducerRecord<byte[], byte[]>> records) {
    this.records = List.copyOf(records);
  }

  CompletableFuture<Position> sent() {
    return sent;
  }

  long bytes() {
    return records.stream().mapToLong(record -> record.value().length).sum();
  }

  /** Within a transaction; again after an abort. */
  void send(Producer<byte[], byte[]> producer) {
    results.clear();
    records.forEach(record -> results.add(producer.send(record)));
  }

  /** To be called once the transaction is committed: every record has its place. */
  void succeed() throws InterruptedException {
    try {
      RecordMetadata last = results.get(results.size() - 1).get();
      sent.complete(new Position(last.topic(), last.partition(), last.offset()));
    } catch (ExecutionException impossible) {
      sent.completeExceptionally(impossible.getCause());
    }
  }

  /**
   * To be called once the transaction is aborted: whether a record of this one can never be
   * written; its future has then failed.
   */
  boolean isRefused(String servers) throws InterruptedException {
    for (int r = 0; r < results.size(); r++) {
      Optional<Throwable> refusal = refusal(results.get(r));
      if (refusal.isPresent()) {
        sent.completeExceptionally(
            new BrokerException(
                "The brokers at %s did not take a record for %s: %s"
                    .formatted(servers, records.get(r).topic(), refusal.get().getMessage()),
                refusal.get()));
        return true;
      }
    }
    return false;
  }

  private static Optional<Throwable> refusal(Future<RecordMetadata> result)
      throws InterruptedException {
    try {
      result.get();
      return Optional.empty();
    } catch (ExecutionException failure) {
      return Optional.ofNullable(failure.getCause())
          .filter(
              cause ->
                  cause instanceof RecordTooLargeException
                      || cause instanceof InvalidRecordException
                      || cause instanceof TopicAuthorizationException);
    }
  }
}
