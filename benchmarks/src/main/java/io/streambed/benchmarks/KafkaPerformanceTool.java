package io.streambed.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own producer benchmark, in this process.
 *
 * @param payloads file of the values that it sends, one a line; made beforehand, since the tool
 *     would otherwise spend more time on random bytes than on sending them
 */
record KafkaPerformanceTool(Path payloads) {
  private static final Pattern TOTAL =
      Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec");
  private static final int DISTINCT = 16;

  /** Writes random letters to {@code payloads}, {@code recordBytes} in each value. */
  static KafkaPerformanceTool of(Path payloads, int recordBytes) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<String> values =
        Stream.generate(() -> letters(random, recordBytes)).limit(DISTINCT).toList();
    return new KafkaPerformanceTool(Files.writeString(payloads, String.join("\n", values)));
  }

  private static String letters(SplittableRandom random, int count) {
    return random
        .ints(count, 'A', 'Z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * Sends as fast as it can, with the settings of our own producer.
   *
   * @return records per second, as the tool itself says over all of them; it does not count the
   *     time to make its producer
   * @throws IllegalStateException if it did not say so, or counted other records than asked
   */
  double recordsPerSecond(String servers, String topic, int records) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream capture = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      ProducerPerformance.main(arguments(servers, topic, records));
    } finally {
      System.setOut(before);
    }
    return total(said.toString(StandardCharsets.UTF_8), records);
  }

  private String[] arguments(String servers, String topic, int records) {
    return new String[] {
      "--bootstrap-server",
      servers,
      "--topic",
      topic,
      "--num-records",
      Integer.toString(records),
      "--payload-file",
      payloads.toString(),
      "--throughput",
      "-1",
      "--command-property",
      "acks=all",
      "enable.idempotence=true",
      "batch.size=131072",
      "linger.ms=5",
      "buffer.memory=67108864",
      "compression.type=none"
    };
  }

  /** The last line is that of all records; lines before it are of intervals. */
  private static double total(String said, int records) {
    Matcher line = TOTAL.matcher(said);
    double rate = Double.NaN;
    while (line.find()) {
      rate = Long.parseLong(line.group(1)) == records ? Double.parseDouble(line.group(2)) : rate;
    }
    if (Double.isNaN(rate)) {
      throw new IllegalStateException(
          "expected Kafka's tool to report %d records sent, got: %s".formatted(records, said));
    }
    return rate;
  }
}
