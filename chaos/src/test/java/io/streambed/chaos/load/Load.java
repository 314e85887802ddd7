package io.streambed.chaos.load;

import io.streambed.chaos.audit.Promise;
import io.streambed.science.Data;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.topics.Position;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.codec.ModelRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.pekko.util.ByteString;

/**
 * Sends observations at a steady rate; the n-th is the same for the same seed. Also sends what
 * nobody can read. Nothing is given up: a broker that is away is waited for. Thread-safe.
 */
public final class Load implements AutoCloseable {
  private static final int SENSORS = 24;
  private static final int SAMPLES = 100;

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration deadline;
  private final SplittableRandom random;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<String> acknowledged = new ArrayList<>();
  private final List<Position> poisons = new ArrayList<>();
  private final List<Long> tampered = new ArrayList<>();
  private final List<Throwable> refused = new ArrayList<>();
  private final AtomicInteger spoilt = new AtomicInteger();
  private int sent;

  /**
   * @param deadline of every observation
   */
  public Load(String servers, Topics topics, long seed, Duration deadline) {
    this.topics = topics;
    this.deadline = deadline;
    random = new SplittableRandom(seed);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", servers,
                "acks", "all",
                "enable.idempotence", "true",
                "client.id", "load",
                "request.timeout.ms", "10000",
                "max.block.ms", "600000",
                "delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends {@code count} observations, one every {@code pause}; done when all are acknowledged. */
  public CompletableFuture<Void> start(int count, Duration pause) {
    CompletableFuture<Void> all = new CompletableFuture<>();
    clock.scheduleAtFixedRate(
        () -> {
          try {
            next(count, all);
          } catch (RuntimeException problem) {
            all.completeExceptionally(problem);
          }
        },
        0,
        pause.toNanos(),
        TimeUnit.NANOSECONDS);
    return all;
  }

  private void next(int count, CompletableFuture<Void> all) {
    if (sent >= count) {
      if (acknowledgedCount() >= count) {
        all.complete(null);
      } else if (!refused().isEmpty()) {
        all.completeExceptionally(refused().get(0));
      }
      return;
    }
    Observation observation = observation(sent++);
    Topic<Observation> topic = topics.observations();
    send(
        topic.name(),
        observation.sensor(),
        topic.codec().encode(observation),
        position -> acknowledged.add(observation.id()));
  }

  private Observation observation(int number) {
    float[] y = {(float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)};
    return new Observation(
        "o-" + number,
        "sensor-" + random.nextInt(SENSORS),
        Data.of(y),
        Instant.now(),
        SAMPLES,
        deadline);
  }

  /** Puts bytes that nobody can read on the experiment's topic of this short name. */
  public void poison(String shortName) {
    String topic = topics.experiment() + "." + shortName;
    String poison = "poison-" + spoilt.incrementAndGet();
    send(topic, poison, poison.getBytes(StandardCharsets.UTF_8), poisons::add);
  }

  /**
   * Puts {@code model} once more on its topic, newer than any and with one bit of its weights
   * turned.
   *
   * @param model its records: chunks, then the manifest
   */
  public void tamper(List<ModelRecord> model) {
    if (model.size() < 2) {
      return;
    }
    long version = Promise.TAMPERED_FROM + spoilt.incrementAndGet();
    synchronized (this) {
      tampered.add(version);
    }
    for (ModelRecord piece : model) {
      ModelRecord changed =
          piece instanceof ModelRecord.Chunk chunk
              ? turned(chunk, version)
              : as((ModelRecord.Manifest) piece, version);
      send(
          topics.models().name(), changed.key(), topics.models().codec().encode(changed), at -> {});
    }
  }

  private static ModelRecord turned(ModelRecord.Chunk chunk, long version) {
    byte[] content = chunk.content().toArray();
    content[content.length - 1] ^= 1;
    return new ModelRecord.Chunk(
        version, 1 - chunk.slot(), chunk.index(), ByteString.fromArray(content));
  }

  private static ModelRecord as(ModelRecord.Manifest m, long version) {
    ModelSnapshot.Provenance p = m.provenance();
    return new ModelRecord.Manifest(
        1 - m.slot(),
        m.chunks(),
        m.bytes(),
        m.sha256(),
        new ModelSnapshot.Provenance(
            p.experiment(),
            version,
            p.seed(),
            p.round(),
            p.step(),
            p.admitted(),
            p.simulator(),
            p.created()),
        m.estimator(),
        m.prior(),
        m.proposal(),
        m.dataShape(),
        m.calibration(),
        m.verdict());
  }

  /** Not with this object's lock in hand: it waits for the thread that calls back. */
  private void send(String topic, String key, byte[] value, Consumer<Position> done) {
    producer.send(
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
        (at, problem) -> {
          synchronized (this) {
            if (problem == null) {
              done.accept(new Position(at.topic(), at.partition(), at.offset()));
            } else {
              refused.add(problem);
            }
          }
        });
  }

  private synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  /** Ids of the observations that the brokers have acknowledged. */
  public synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Where the records stand that nobody can read. */
  public synchronized List<Position> poisons() {
    return List.copyOf(poisons);
  }

  /** Versions of the models that were tampered with. */
  public synchronized List<Long> tampered() {
    return List.copyOf(tampered);
  }

  /** Why brokers refused records. */
  public synchronized List<Throwable> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    producer.close(Duration.ofSeconds(5));
  }
}
