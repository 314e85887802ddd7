package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.Topic;
import io.streambed.topics.intake.Received.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The built-in experiment lynx-hare, its record sent year by year. */
@Timeout(300)
class ReadingsIT {
  private static final int YEARS = 21;

  @TempDir Path directory;

  @Test
  void aRecordSentReadingByReadingIsTheSameObservationAndGetsAPosterior() throws Exception {
    String experiment = experiment().toString();
    String data = directory.resolve("data").toString();
    ExperimentPlan plan =
        ExperimentPlan.load(experiment, Map.of("checkpoint.directory", data + "/checkpoints"));
    Data record = Objects.requireNonNull(plan.experiment().pinned()).data();
    assertEquals(2 * YEARS, record.size());
    try (Node node = Node.start(plan, NodeSettings.everything(new DataDirectory(Path.of(data))))) {
      Ran first = send(experiment, data, record, 0, 13);
      assertEquals(0, first.status(), first.err());
      assertEquals(13, first.json().get("readings").asInt());
      assertEquals(0, send(experiment, data, record, 13, YEARS).status());

      Observation made = first(node, node.client().topics().observations());
      Observation whole =
          new Observation(made.id(), "pelts", record, made.time(), made.samples(), made.deadline());
      var codec = node.client().topics().observations().codec();
      assertArrayEquals(codec.encode(whole), codec.encode(made));

      Posterior posterior = first(node, node.client().topics().posteriors());
      assertEquals(made.id(), posterior.observation());
      assertEquals(500, posterior.draws().size());
    }
  }

  @Test
  void readingsThatNobodyWouldReadAreRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("readings.csv"), "1,2\n");
    Ran ran = Ran.of("observe", "lynx-hare", "--readings", file.toString());
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("inference.windows.kind"), ran.err());
    Ran waits = Ran.of("observe", "lynx-hare", "--readings", file.toString(), "--wait");
    assertEquals(2, waits.status());
    assertTrue(waits.err().contains("--wait"), waits.err());
    assertEquals(2, Ran.of("observe", "lynx-hare").status());
  }

  /** The lines of the years from {@code begin} on, a column for each of both animals. */
  private Ran send(String experiment, String data, Data record, int begin, int end)
      throws IOException {
    StringBuilder lines = new StringBuilder("hare,lynx\n");
    for (int year = begin; year < end; year++) {
      lines.append(
          String.format(Locale.ROOT, "%s,%s%n", record.get(year), record.get(YEARS + year)));
    }
    Path file = Files.writeString(directory.resolve("years-" + begin + ".csv"), lines.toString());
    return Ran.of(
        "observe",
        experiment,
        "--data",
        data,
        "--sensor",
        "pelts",
        "--readings",
        file.toString(),
        "--json");
  }

  private static <T> T first(Node node, Topic<T> topic) {
    return node.client()
        .intake()
        .assigned(topic, Map.of())
        .map(received -> ((Decoded<T>) received).value())
        .runWith(Sink.head(), node.system())
        .toCompletableFuture()
        .orTimeout(200, TimeUnit.SECONDS)
        .join();
  }

  /** The built-in one, trained only as long as it takes to have a model. */
  private Path experiment() throws IOException {
    for (String name : List.of("observation.csv", "reference.csv.bz2")) {
      try (InputStream content = resource(name)) {
        Files.copy(content, directory.resolve(name));
      }
    }
    try (InputStream content = resource("experiment.conf")) {
      return Files.writeString(
          directory.resolve("experiment.conf"),
          new String(content.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              + """

              narrowing.steps = []
              training { steps = 60, batch = 128, standardisation-pairs = 512, publish-every = 60 }
              estimator { embedding = 16, width = 32, blocks = 1 }
              calibration { keep = 128, pairs = 32 }
              inference { bank = 4096, first-model-wait = 120s }
              inference.windows { kind = count, channels = 2, samples = 500, deadline = 60s }
              """);
    }
  }

  private static InputStream resource(String name) {
    String path = "/experiments/lynx-hare/" + name;
    return Objects.requireNonNull(ReadingsIT.class.getResourceAsStream(path), path);
  }
}
