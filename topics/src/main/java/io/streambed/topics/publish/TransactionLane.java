package io.streambed.topics.publish;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane in transactions: whatever waits when one begins shares it, so that a commit is paid once
 * for many. A transaction that fails is aborted and sent again. The lane ends for good when another
 * process has opened one of the same name, or when the brokers refuse it.
 */
final class TransactionLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionLane.class);

  /** Bounds what an abort sends again, and for how long readers wait for a commit. */
  private static final long MOST_BYTES = 8 << 20;

  /**
   * From the beginning of one transaction to that of the next. One that comes after a pause begins
   * at once; a stream of small ones would cost the brokers more than what they carry.
   */
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final String id;
  private final BlockingQueue<Unit> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Done> opened = new CompletableFuture<>();
  private final CompletableFuture<Done> lost = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean closing;
  private long lastBegin = System.nanoTime() - INTERVAL.toNanos();

  /**
   * @param id transactional id: the newest lane that was opened under it is the only one that
   *     writes
   */
  TransactionLane(KafkaSettings settings, String id) {
    this.settings = settings;
    this.id = id;
    Thread thread = new Thread(this::run, settings.clientId() + "-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  /** Done once no other process can write under this name any more. */
  CompletableFuture<Done> opened() {
    return opened;
  }

  /** Fails once this writes no more; never completes otherwise. */
  CompletableFuture<Done> lost() {
    return lost;
  }

  @Override
  public CompletableFuture<Position> send(List<ProducerRecord<byte[], byte[]>> records) {
    Unit unit = new Unit(records);
    waiting.add(unit);
    if (ended.isDone()) {
      failWaiting();
    }
    return unit.sent();
  }

  /** Sends what waits, at most for {@code limit}; what is left then fails. */
  CompletableFuture<Void> close(Duration limit) {
    closing = true;
    return ended
        .copy()
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            late -> {
              LOG.warn("Some records of {} were not sent within {}", id, limit);
              failWaiting();
              return null;
            });
  }

  private void run() {
    List<Unit> inHand = List.of();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(ProducerProperties.transactional(settings, id))) {
      Transactions transactions = new Transactions(producer, () -> closing);
      transactions.open();
      opened.complete(Done.getInstance());
      while (!closing || !waiting.isEmpty()) {
        inHand = next();
        while (!inHand.isEmpty()) {
          inHand = attempt(transactions, inHand);
        }
      }
      producer.close(Duration.ofSeconds(1));
    } catch (InterruptedException | RuntimeException problem) {
      lose(problem);
    } finally {
      waiting.addAll(inHand);
      ended.complete(null);
      failWaiting();
    }
  }

  private List<Unit> next() throws InterruptedException {
    List<Unit> units = new ArrayList<>();
    Unit first = waiting.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null && !closing) {
      TimeUnit.NANOSECONDS.sleep(lastBegin + INTERVAL.toNanos() - System.nanoTime());
    }
    lastBegin = System.nanoTime();
    long bytes = 0;
    for (Unit unit = first; unit != null; unit = bytes < MOST_BYTES ? waiting.poll() : null) {
      units.add(unit);
      bytes += unit.bytes();
    }
    return units;
  }

  /** Returns what has to be sent again. */
  private List<Unit> attempt(Transactions transactions, List<Unit> units)
      throws InterruptedException {
    try {
      transactions.commit(units);
      for (Unit unit : units) {
        unit.succeed();
      }
      return List.of();
    } catch (KafkaException problem) {
      // Throws once this producer is of no more use.
      transactions.abort(problem);
      List<Unit> left = new ArrayList<>();
      for (Unit unit : units) {
        if (!unit.isRefused(settings.bootstrapServers())) {
          left.add(unit);
        }
      }
      if (!left.isEmpty()) {
        LOG.warn("A transaction of {} is sent again: {}", id, problem.toString());
        Thread.sleep(PAUSE.toMillis());
      }
      return left;
    }
  }

  private void lose(Throwable problem) {
    BrokerException cause =
        Superseded.is(problem)
            ? new Superseded(id, settings.bootstrapServers(), problem)
            : new BrokerException(
                "The brokers at %s do not let %s write any more: %s"
                    .formatted(settings.bootstrapServers(), id, problem.getMessage()),
                problem);
    if (!closing) {
      LOG.error("{}", cause.getMessage());
    }
    opened.completeExceptionally(cause);
    lost.completeExceptionally(cause);
  }

  private void failWaiting() {
    for (Unit unit = waiting.poll(); unit != null; unit = waiting.poll()) {
      unit.sent().completeExceptionally(cause());
    }
  }

  private Throwable cause() {
    return lost.isCompletedExceptionally()
        ? lost.handle((done, failure) -> failure).join()
        : new BrokerException(
            "The brokers at %s did not take a record of %s before it was closed"
                .formatted(settings.bootstrapServers(), id));
  }
}
