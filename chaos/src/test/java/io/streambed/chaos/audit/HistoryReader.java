package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Asked;
import io.streambed.chaos.audit.History.Declined;
import io.streambed.chaos.audit.History.Ended;
import io.streambed.chaos.audit.History.Given;
import io.streambed.chaos.audit.History.Planned;
import io.streambed.chaos.audit.History.Published;
import io.streambed.chaos.audit.History.Report;
import io.streambed.science.Observation;
import io.streambed.science.Outcome;
import io.streambed.science.Posterior;
import io.streambed.science.RunBlock;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Telemetry;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.codec.ModelRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all topics of an experiment from their beginning, what is committed, and goes on reading
 * until it is closed. Times are those of this process's clock when a record was read: clocks of the
 * others may be off. Thread-safe.
 */
public final class HistoryReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Topics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean endWanted;
  private boolean atEnd;
  private final List<Asked> asked = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private final List<Declined> declined = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();
  private final List<Published> published = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private final Map<Integer, List<ModelRecord>> pieces = new HashMap<>();
  private List<ModelRecord> lastModel = List.of();

  private HistoryReader(Topics topics, KafkaConsumer<byte[], byte[]> consumer) {
    this.topics = topics;
    this.consumer = consumer;
    thread = new Thread(this::read, "history");
    thread.setDaemon(true);
  }

  /** The topics exist. */
  public static HistoryReader open(String servers, Topics topics) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "client.id", "auditor",
            "default.api.timeout.ms", "300000");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.all().stream()
            .map(Topic::name)
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    HistoryReader reader = new HistoryReader(topics, consumer);
    reader.thread.start();
    return reader;
  }

  private void read() {
    while (!closing) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      Records.each(records, this::keep);
      if (endWanted && records.isEmpty()) {
        lookWhetherAtEnd();
      }
    }
    consumer.close();
  }

  private void lookWhetherAtEnd() {
    boolean at =
        consumer.endOffsets(consumer.assignment()).entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    synchronized (this) {
      atEnd = at;
      notifyAll();
    }
  }

  /** Waits until all is read that stands on the topics; nobody writes any more. */
  public synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    endWanted = true;
    while (!atEnd && System.nanoTime() < end) {
      wait(1000);
    }
    return atEnd;
  }

  private synchronized void keep(Raw raw) {
    Instant now = Instant.now();
    String topic = raw.position().topic();
    if (topic.equals(topics.observations().name())) {
      String id = decoded(topics.observations(), raw).map(Observation::id).orElse("");
      asked.add(new Asked(id, raw.position(), now));
    } else if (topic.equals(topics.posteriors().name())) {
      decoded(topics.posteriors(), raw).ifPresent(posterior -> keep(posterior, raw, now));
    } else if (topic.equals(topics.deadLetters().name())) {
      decoded(topics.deadLetters(), raw).ifPresent(letter -> keep(letter, raw, now));
    } else if (topic.equals(topics.runs().name())) {
      decoded(topics.runs(), raw).ifPresent(block -> keep(block, raw, now));
    } else if (topic.equals(topics.pairs().name())) {
      decoded(topics.pairs(), raw).ifPresent(block -> keep(block, raw));
    } else if (topic.equals(topics.models().name())) {
      decoded(topics.models(), raw).ifPresent(piece -> keep(piece, raw, now));
    } else if (topic.equals(topics.telemetry().name())) {
      decoded(topics.telemetry(), raw).ifPresent(report -> keep(report, now));
    }
    notifyAll();
  }

  private static <T> Optional<T> decoded(Topic<T> topic, Raw raw) {
    try {
      return Optional.of(topic.codec().decode(raw));
    } catch (MalformedRecordException poison) {
      return Optional.empty();
    }
  }

  private void keep(Posterior posterior, Raw raw, Instant now) {
    given.add(
        new Given(
            posterior.observation(),
            posterior.modelVersion(),
            Records.hash(raw.value().toArray()),
            posterior.status() == Posterior.Status.DEADLINE,
            posterior.latency(),
            raw.position(),
            now));
  }

  private void keep(DeadLetter letter, Raw raw, Instant now) {
    if (letter.fate() == DeadLetter.Fate.OPEN) {
      declined.add(new Declined(letter.origin(), letter.cause(), raw.position(), now));
    }
  }

  private void keep(RunBlock block, Raw raw, Instant now) {
    planned.add(
        new Planned(
            block.number(),
            block.firstRun(),
            block.count(),
            Records.hash(raw.value().toArray()),
            raw.position(),
            now));
  }

  private void keep(OutcomeBlock block, Raw raw) {
    for (Outcome outcome : block.outcomes()) {
      int gave =
          outcome instanceof Outcome.Pair pair
              ? Objects.hash(pair.parameters(), pair.data())
              : Objects.hash(
                  ((Outcome.Failed) outcome).parameters(),
                  ((Outcome.Failed) outcome).cause().name());
      ended.add(new Ended(outcome.run(), outcome instanceof Outcome.Failed, gave, raw.position()));
    }
  }

  private void keep(ModelRecord piece, Raw raw, Instant now) {
    if (piece instanceof ModelRecord.Manifest manifest) {
      published.add(new Published(manifest.version(), manifest.sha256(), raw.position(), now));
    }
    if (piece.version() < Promise.TAMPERED_FROM) {
      remember(piece);
    }
  }

  private void remember(ModelRecord piece) {
    List<ModelRecord> slot = pieces.computeIfAbsent(piece.slot(), s -> new ArrayList<>());
    if (piece instanceof ModelRecord.Chunk chunk && chunk.index() == 0) {
      slot.clear();
    }
    slot.add(piece);
    if (piece instanceof ModelRecord.Manifest) {
      lastModel = List.copyOf(slot);
    }
  }

  private void keep(Telemetry report, Instant now) {
    reports.add(new Report(report.process(), report.role(), now, report.figures(), report.notes()));
  }

  /** What was read so far. */
  public synchronized History history() {
    return new History(asked, given, declined, planned, ended, published, reports);
  }

  /** All but runs, of which there are many. */
  private synchronized History glance() {
    return new History(asked, given, declined, List.of(), List.of(), published, reports);
  }

  /** The records of the newest model: chunks, then the manifest; none before the first. */
  public synchronized List<ModelRecord> lastModel() {
    return lastModel;
  }

  /** Whether each of {@code ids} has an answer. */
  public static Predicate<History> answers(Collection<String> ids) {
    return history -> unanswered(history, ids).isEmpty();
  }

  /** Whether each of the records at {@code origins} has a dead letter. */
  public static Predicate<History> letters(Collection<Position> origins) {
    return history ->
        history.declined().stream()
            .map(Declined::origin)
            .collect(Collectors.toSet())
            .containsAll(origins);
  }

  /** Those of {@code ids} that have neither a posterior nor a dead letter. */
  public static List<String> unanswered(History history, Collection<String> ids) {
    Set<String> answered =
        history.given().stream().map(Given::observation).collect(Collectors.toSet());
    Set<Position> buried =
        history.declined().stream().map(Declined::origin).collect(Collectors.toSet());
    history.asked().stream()
        .filter(one -> buried.contains(one.at()))
        .forEach(one -> answered.add(one.id()));
    return ids.stream().filter(id -> !answered.contains(id)).toList();
  }

  /**
   * Waits until the history, its runs left out, is as {@code wanted}; false if it is not within
   * {@code limit}.
   */
  public synchronized boolean await(Predicate<History> wanted, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!wanted.test(glance())) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(Math.min(millis, 1000));
      // A history is copied for each look: no more than a few of them a second.
      wait(250);
    }
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
