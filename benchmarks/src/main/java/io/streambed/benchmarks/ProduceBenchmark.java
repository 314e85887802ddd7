package io.streambed.benchmarks;

import io.streambed.app.node.Waiting;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.inference.document.Json;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.admin.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Publishes blocks of lynx-hare pairs, encoding included, beside Kafka's own performance tool with
 * records of the same size, on one embedded broker in this process. Arguments: records per
 * repetition (4000).
 */
public final class ProduceBenchmark {
  private static final int REPETITIONS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final KafkaSettings kafka;
  private final ActorSystem<?> system;
  private final PairBlocks blocks;
  private final Topics ours = Topics.of("ours");
  private final Topics tools = Topics.of("kafka-tool");
  private final KafkaPerformanceTool tool;
  private final int records;
  private final int recordBytes;

  /**
   * One repetition of each, records per second.
   *
   * @param ours encode and publish
   * @param tool Kafka's own
   */
  record Repetition(double ours, double tool) {
    double ratio() {
      return ours / tool;
    }
  }

  /**
   * @param recordBytes size of each record's value
   * @param records in each repetition
   * @param ours medians
   * @param tool medians, pairs as if its records held some
   * @param medianRatio median over repetitions of ours to the tool's
   * @param ratios in the order of the repetitions
   */
  record Result(
      String benchmark,
      Machine machine,
      int recordBytes,
      int records,
      Rate ours,
      Rate tool,
      double medianRatio,
      List<Double> ratios) {}

  /** Each per second; a megabyte is 10^6 bytes. */
  record Rate(double megabytes, double records, double pairs) {
    static Rate of(double records, int recordBytes) {
      return new Rate(records * recordBytes / 1e6, records, records * PairBlocks.PAIRS);
    }
  }

  private ProduceBenchmark(KafkaSettings kafka, ActorSystem<?> system, int records, Path payloads)
      throws IOException {
    this.kafka = kafka;
    this.system = system;
    this.records = records;
    blocks = PairBlocks.simulate();
    recordBytes = ours.pairs().codec().encode(blocks.get(0)).length;
    tool = KafkaPerformanceTool.of(payloads, recordBytes);
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int records = new Arguments(args).count(0, 4000);
    ActorSystem<?> system = ActorSystem.create(Behaviors.empty(), "benchmark");
    try (TemporaryDirectory directory = TemporaryDirectory.create();
        EmbeddedBroker broker =
            EmbeddedBroker.start(
                new EmbeddedBrokerSettings(directory.path().resolve("broker"), 0))) {
      KafkaSettings kafka = KafkaSettings.local(broker.bootstrapServers(), "benchmark");
      Path payloads = directory.path().resolve("payloads");
      new ProduceBenchmark(kafka, system, records, payloads).run();
    } finally {
      system.terminate();
    }
  }

  private void run() throws Exception {
    try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
      Waiting.on(admin.create(List.of(ours.pairs(), tools.pairs())), LIMIT);
    }
    Machine machine = Machine.here();
    System.out.println(machine);
    System.out.printf("%d records of %d bytes in each repetition%n", records, recordBytes);
    measureTool();
    measureOurs();
    List<Repetition> repetitions = new ArrayList<>();
    for (int i = 0; i < REPETITIONS; i++) {
      repetitions.add(repetition(i));
      print("repetition " + (i + 1), repetitions.get(i));
    }
    Repetition middle =
        new Repetition(
            Median.of(repetitions.stream().map(Repetition::ours).toList()),
            Median.of(repetitions.stream().map(Repetition::tool).toList()));
    print("medians", middle);
    List<Double> ratios = repetitions.stream().map(Repetition::ratio).toList();
    System.out.printf("median of the ratios %.2f%n", Median.of(ratios));
    Result result =
        new Result(
            "produce",
            machine,
            recordBytes,
            records,
            Rate.of(middle.ours(), recordBytes),
            Rate.of(middle.tool(), recordBytes),
            Median.of(ratios),
            ratios);
    System.out.println(Json.text(result));
  }

  /** Each goes first in every other repetition. */
  private Repetition repetition(int index) throws Exception {
    if (index % 2 == 0) {
      double kafkas = measureTool();
      return new Repetition(measureOurs(), kafkas);
    }
    double own = measureOurs();
    return new Repetition(own, measureTool());
  }

  private double measureOurs() {
    return PairPublishing.recordsPerSecond(system, kafka, ours, blocks, records);
  }

  private double measureTool() throws Exception {
    return tool.recordsPerSecond(kafka.bootstrapServers(), tools.pairs().name(), records);
  }

  private void print(String name, Repetition repetition) {
    Rate own = Rate.of(repetition.ours(), recordBytes);
    Rate kafkas = Rate.of(repetition.tool(), recordBytes);
    System.out.printf(
        "%-12s  ours %6.1f MB/s %6.0f records/s %8.0f pairs/s   Kafka's tool %6.1f MB/s %6.0f records/s %8.0f pairs/s   ratio %.2f%n",
        name,
        own.megabytes(),
        own.records(),
        own.pairs(),
        kafkas.megabytes(),
        kafkas.records(),
        kafkas.pairs(),
        repetition.ratio());
  }
}
