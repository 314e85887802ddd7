package io.streambed.topics.publish;

import io.streambed.topics.Position;
import io.streambed.topics.Topic;
import io.streambed.topics.TraceParent;
import io.streambed.topics.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes nouns to a topic, in the order of the calls, each once (idempotent, acknowledged by all
 * replicas in sync). Thread-safe.
 */
public final class Publisher<T> {
  private static final int IN_FLIGHT = 64;

  private final Topic<T> topic;
  private final Lane lane;
  private final String source;
  private final Tracing tracing;

  Publisher(Topic<T> topic, Lane lane, String source, Tracing tracing) {
    this.topic = topic;
    this.lane = lane;
    this.source = source;
    this.tracing = tracing;
  }

  /** As {@link #publish(Object, TraceParent)}, as the first step of a new trace. */
  public CompletionStage<Position> publish(T value) {
    return tracing.produce(topic.name(), null, step -> send(List.of(value), null, step));
  }

  /**
   * Never blocks; while the brokers are away the record waits. Stages that follow run on the
   * producer's thread and must not block.
   *
   * @param cause the trace of what led to {@code value}
   * @return where the record stands, of several records the last, once all are acknowledged; or
   *     IllegalArgumentException if {@code value} cannot be written, BrokerException if the brokers
   *     refuse it
   */
  public CompletionStage<Position> publish(T value, TraceParent cause) {
    return tracing.produce(topic.name(), cause, step -> send(List.of(value), null, step));
  }

  /**
   * As {@link #publish(Object, TraceParent)}, to a partition that the key does not decide.
   *
   * @param partition number of the partition, which exists
   */
  public CompletionStage<Position> publish(T value, int partition, TraceParent cause) {
    return tracing.produce(topic.name(), cause, step -> send(List.of(value), partition, step));
  }

  /** T -> topic -> its place. In order, at most 64 unacknowledged; fails as publish does. */
  public Flow<T, Position, NotUsed> flow() {
    return Flow.<T>create().mapAsync(IN_FLIGHT, this::publish).named(topic.name() + "-publisher");
  }

  /**
   * Several at once: readers see all of them or none, if the publisher is one of a {@link
   * SoleWriter}.
   *
   * @param values at least one
   * @return as {@link #publish(Object)}
   */
  public CompletionStage<Position> publishTogether(List<? extends T> values) {
    return send(values, null, TraceParent.create());
  }

  /**
   * The records of {@code value}, for a transaction; nothing is sent.
   *
   * @param cause the trace of what led to {@code value}
   * @throws IllegalArgumentException if {@code value} cannot be written
   */
  public Prepared prepare(T value, TraceParent cause) {
    return new Prepared(records(List.of(value), null, tracing.prepare(topic.name(), cause)));
  }

  /** The same for a partition that the key does not decide. */
  public Prepared prepare(T value, int partition, TraceParent cause) {
    return new Prepared(records(List.of(value), partition, tracing.prepare(topic.name(), cause)));
  }

  /** CloudEvents source of what {@code clientId} publishes. */
  static String source(String clientId) {
    return "/streambed/" + clientId;
  }

  private List<ProducerRecord<byte[], byte[]>> records(
      List<? extends T> values, @Nullable Integer partition, TraceParent trace) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (T value : values) {
      for (T part : topic.codec().split(value)) {
        records.add(producerRecord(part, partition, trace));
      }
    }
    return records;
  }

  private CompletionStage<Position> send(
      List<? extends T> values, @Nullable Integer partition, TraceParent trace) {
    List<ProducerRecord<byte[], byte[]>> records;
    try {
      records = records(values, partition, trace);
    } catch (IllegalArgumentException unwritable) {
      return CompletableFuture.failedFuture(unwritable);
    }
    return lane.send(records);
  }

  private ProducerRecord<byte[], byte[]> producerRecord(
      T value, @Nullable Integer partition, TraceParent trace) {
    byte[] key = topic.key().apply(value).getBytes(StandardCharsets.UTF_8);
    var producerRecord =
        new ProducerRecord<byte[], byte[]>(
            topic.name(), partition, key, topic.codec().encode(value));
    EventHeaders.write(producerRecord.headers(), topic, value, source, trace, Instant.now());
    return producerRecord;
  }
}
