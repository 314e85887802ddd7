package io.streambed.topics.intake;

import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.publish.OffsetTransactions;
import io.streambed.topics.publish.Prepared;
import io.streambed.topics.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a group that commits offsets in one transaction with what came of the records. A
 * thread of its own reads, hands over, gathers outcomes and commits them.
 */
final class TransactionalMember<T> implements Control, ConsumerRebalanceListener {
  /** Records handed over and not finished, at most. */
  static final int IN_HAND = 256;

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalMember.class);

  /** Waiting for records while nothing is in hand ... */
  private static final Duration IDLE_POLL = Duration.ofMillis(50);

  /** ... and while outcomes are to come. */
  private static final Duration BUSY_POLL = Duration.ofMillis(2);

  /** How long a partition that moves waits for what is in hand of it. */
  private static final Duration HAND_OVER = Duration.ofSeconds(5);

  private final String name;
  private final Topic<T> topic;
  private final Duration interval;
  private final Assignments assignments;
  private final Consumer<byte[], byte[]> consumer;
  private final OffsetTransactions producer;
  private final BlockingQueue<Outcome> finished = new LinkedBlockingQueue<>();
  private final Map<Receipt, TopicPartition> inHand = new IdentityHashMap<>();
  private final Map<TopicPartition, List<Prepared>> written = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  private final Tracing tracing;
  private final CompletableFuture<Done> closed = new CompletableFuture<>();
  private volatile boolean draining;
  private volatile boolean broken;
  private String late = "";
  private long committedAt = System.nanoTime();

  /**
   * @param interval least time between two commits
   * @param id name of the writer of the transactions
   * @param tracing told of what is read
   */
  TransactionalMember(
      KafkaSettings settings,
      Topic<T> topic,
      String role,
      Duration interval,
      String id,
      Assignments assignments,
      Tracing tracing) {
    this.topic = topic;
    this.tracing = tracing;
    this.interval = interval;
    this.assignments = assignments;
    name = settings.clientId() + "-exactly-once";
    consumer =
        ConsumerProperties.consumer(
            ConsumerProperties.transactional(settings, topic, topic.group(role)));
    producer = OffsetTransactions.of(settings, id);
  }

  /** Begins to read into {@code stream}, which ends, or fails, with this. */
  Control begin(BoundedSourceQueue<Received<T>> stream) {
    Thread thread = new Thread(() -> run(stream), name);
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /** Takes over what came of a record; in the order of each partition. */
  Done finished(Outcome outcome) {
    outcome.receipt().finished();
    finished.add(outcome);
    return Done.getInstance();
  }

  /** The stream ended: what it still has in hand never comes. */
  void ended() {
    broken = true;
  }

  @Override
  public CompletionStage<Done> drain() {
    draining = true;
    return closed;
  }

  private void run(BoundedSourceQueue<Received<T>> stream) {
    try {
      producer.begin();
      consumer.subscribe(List.of(topic.name()), this);
      while (!broken && !(draining && inHand.isEmpty() && offsets.isEmpty())) {
        read(stream);
        gather();
        if (!late.isEmpty()) {
          throw new IllegalStateException(late);
        }
        if (System.nanoTime() - committedAt >= interval.toNanos() || draining) {
          commit();
        }
      }
      if (!broken) {
        stream.complete();
      }
    } catch (RuntimeException | Error failure) {
      fail(stream, failure);
    } finally {
      close();
    }
  }

  private void fail(BoundedSourceQueue<Received<T>> stream, Throwable failure) {
    // A stream that ended by itself is what broke this.
    if (!broken) {
      broken = true;
      stream.fail(failure);
    }
  }

  /** Leaves the group; what is not committed by now never is. */
  private void close() {
    broken = true;
    try (consumer;
        producer) {
      assignments.revoked(numbers(consumer.assignment()));
    } catch (RuntimeException failure) {
      LOG.warn("Could not leave the group of {} in peace: {}", topic.name(), failure.toString());
    } finally {
      closed.complete(Done.getInstance());
    }
  }

  private void read(BoundedSourceQueue<Received<T>> stream) {
    if (draining || inHand.size() > IN_HAND - ConsumerProperties.POLLED) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    boolean busy = !inHand.isEmpty() || !offsets.isEmpty();
    for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(busy ? BUSY_POLL : IDLE_POLL)) {
      Received<T> received = Decoding.of(topic, consumed, Optional.empty(), tracing);
      inHand.put(received.receipt(), new TopicPartition(consumed.topic(), consumed.partition()));
      if (!stream.offer(received).isEnqueued()) {
        throw new IllegalStateException("expected a stream that takes what is read, it ended");
      }
    }
  }

  private void gather() {
    for (Outcome outcome = finished.poll(); outcome != null; outcome = finished.poll()) {
      keep(outcome);
    }
  }

  /** Not what came of a partition that was lost in the meantime: its next owner answers it. */
  private void keep(Outcome outcome) {
    TopicPartition partition = inHand.remove(outcome.receipt());
    if (partition != null) {
      written.computeIfAbsent(partition, p -> new ArrayList<>()).addAll(outcome.written());
      long next = outcome.receipt().position().offset() + 1;
      offsets.put(partition, new OffsetAndMetadata(next));
    }
  }

  private void commit() {
    if (!offsets.isEmpty()) {
      List<Prepared> values = written.values().stream().flatMap(List::stream).toList();
      producer.commit(values, offsets, consumer.groupMetadata());
      written.clear();
      offsets.clear();
      committedAt = System.nanoTime();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assignments.assigned(numbers(partitions));
  }

  /** Still theirs while this runs: what is in hand of them is finished and committed. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    long end = System.nanoTime() + HAND_OVER.toNanos();
    while (!broken && inHand.values().stream().anyMatch(partitions::contains)) {
      long left = end - System.nanoTime();
      Outcome outcome = left > 0 ? next(left) : null;
      if (outcome == null) {
        // The stream still works on what the next owner will read: it begins anew as well.
        late = "what was in hand of %s took more than %s".formatted(partitions, HAND_OVER);
        forget(partitions);
        return;
      }
      keep(outcome);
    }
    if (!broken) {
      commit();
    }
    forget(partitions);
  }

  /** Another one has them already. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    late = "the group went on without this member, which held %s".formatted(partitions);
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    inHand.values().removeAll(partitions);
    written.keySet().removeAll(partitions);
    offsets.keySet().removeAll(partitions);
    assignments.revoked(numbers(partitions));
  }

  private @Nullable Outcome next(long nanos) {
    try {
      return finished.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }
}
