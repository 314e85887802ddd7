package io.streambed.topics.publish;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Position;
import io.streambed.topics.TopicLayout.Pace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer and the thread that hands records to it, since handing over blocks while the buffer
 * is full or the topic's leaders are unknown. Records go out in the order of {@link #send(List)}.
 */
final class ProducerLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(ProducerLane.class);

  private final KafkaSettings settings;
  private final Pace pace;
  private final ExecutorService thread;
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private volatile boolean closing;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  ProducerLane(KafkaSettings settings, Pace pace) {
    this.settings = settings;
    this.pace = pace;
    String name = settings.clientId() + "-" + ProducerProperties.name(pace);
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread worker = new Thread(task, name);
              worker.setDaemon(true);
              return worker;
            });
  }

  int unacknowledged() {
    return unacknowledged.get();
  }

  @Override
  public CompletableFuture<Position> send(List<ProducerRecord<byte[], byte[]>> records) {
    List<CompletableFuture<Position>> sent = records.stream().map(this::send).toList();
    CompletableFuture<Position> last = sent.get(sent.size() - 1);
    return sent.size() == 1
        ? last
        : CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
            .thenCompose(all -> last);
  }

  private CompletableFuture<Position> send(ProducerRecord<byte[], byte[]> producerRecord) {
    CompletableFuture<Position> sent = new CompletableFuture<>();
    unacknowledged.incrementAndGet();
    try {
      thread.execute(() -> handOver(producerRecord, sent));
    } catch (RejectedExecutionException closed) {
      end(producerRecord, sent, null, closed);
    }
    return sent;
  }

  CompletableFuture<Void> close(Duration limit) {
    closing = true;
    thread.shutdown();
    return CompletableFuture.runAsync(() -> closeProducer(limit));
  }

  private void handOver(
      ProducerRecord<byte[], byte[]> producerRecord, CompletableFuture<Position> sent) {
    while (!isHandedOver(producerRecord, sent)) {
      LOG.warn(
          "Cannot hand records for {} to the brokers at {} yet. Trying again; nothing is lost",
          producerRecord.topic(),
          settings.bootstrapServers());
    }
  }

  /**
   * False where the topic's leaders stayed unknown, or the buffer full, for {@code max.block.ms}.
   * The producer says so in the callback, on the thread that sends; what fails later comes on its
   * own thread.
   */
  private boolean isHandedOver(
      ProducerRecord<byte[], byte[]> producerRecord, CompletableFuture<Position> sent) {
    Thread lane = Thread.currentThread();
    AtomicBoolean tooEarly = new AtomicBoolean();
    try {
      producer()
          .send(
              producerRecord,
              (metadata, problem) -> {
                if (problem instanceof TimeoutException
                    && Thread.currentThread() == lane
                    && !closing) {
                  tooEarly.set(true);
                } else {
                  end(producerRecord, sent, metadata, problem);
                }
              });
    } catch (KafkaException | IllegalStateException problem) {
      end(producerRecord, sent, null, problem);
    }
    return !tooEarly.get();
  }

  private void end(
      ProducerRecord<byte[], byte[]> producerRecord,
      CompletableFuture<Position> sent,
      @Nullable RecordMetadata metadata,
      @Nullable Exception problem) {
    unacknowledged.decrementAndGet();
    if (metadata != null && problem == null) {
      sent.complete(new Position(metadata.topic(), metadata.partition(), metadata.offset()));
    } else {
      String cause = problem == null ? "no answer" : String.valueOf(problem.getMessage());
      sent.completeExceptionally(
          new BrokerException(
              "The brokers at %s did not take a record for %s: %s"
                  .formatted(settings.bootstrapServers(), producerRecord.topic(), cause),
              problem));
    }
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(ProducerProperties.of(settings, pace));
    }
    return producer;
  }

  private void closeProducer(Duration limit) {
    KafkaProducer<byte[], byte[]> opened = opened();
    if (opened != null) {
      awaitHandOver(limit);
      opened.close(limit);
    }
  }

  private synchronized @Nullable KafkaProducer<byte[], byte[]> opened() {
    return producer;
  }

  private void awaitHandOver(Duration limit) {
    try {
      if (!thread.awaitTermination(limit.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
        LOG.warn("Some records were not handed to the brokers within {}", limit);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
