package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rolling upgrade: a node of this version goes on with the topics that one of an older version
 * (2fe2c38) wrote, byte for byte. It trained {@code older.conf} to two models and answered two
 * observations of the sensor s, which count together.
 */
@Timeout(300)
class OlderVersionIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPERIMENT = "older";
  private static final Path RECORDED = Path.of("src/test/resources/older");

  @TempDir private Path directory;

  @Test
  void aNodeOfThisVersionGoesOnWithModelsSessionsAndPosteriorsOfAnOlderOne() throws Exception {
    String file = RECORDED.resolve("older.conf").toString();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(new EmbeddedBrokerSettings(directory.resolve("broker"), 0))) {
      String kafka = broker.bootstrapServers();
      assertEquals(0, Ran.of("topics", file, "--create", "--kafka", kafka).status());
      List<JsonNode> records = records();
      replay(kafka, records);

      assertEquals(
          count(records, "posteriors"),
          Ran.of("posteriors", file, "--kafka", kafka, "--json").out().lines().count());
      Ran verified = Ran.of("model", "verify", file, "--kafka", kafka);
      assertEquals(0, verified.status(), verified.out() + verified.err());
      JsonNode answer = answer(file, kafka);
      assertEquals(2, answer.path("model_version").asLong(), answer.toString());
      assertEquals(3, answer.at("/standing/observations").asLong(), answer.toString());
      assertEquals(0, answer.at("/standing/not_carried").asLong(), answer.toString());
    }
  }

  /** Of a third observation of the sensor. */
  private JsonNode answer(String file, String kafka) throws Exception {
    ExperimentPlan plan = ExperimentPlan.load(file, Map.of("http.port", 0));
    NodeSettings settings =
        new NodeSettings(
            Set.of(Role.INFERENCE),
            new DataDirectory(directory.resolve("data")),
            Optional.of(kafka),
            true);
    try (Node node = Node.start(plan, settings)) {
      URI page = node.page().orElseThrow();
      var answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(page.resolve("api/observations"))
                      .header("Content-Type", "application/json")
                      .POST(
                          BodyPublishers.ofString(
                              "{\"sensor\": \"s\", \"data\": [0.2, -0.3],"
                                  + " \"deadline_seconds\": 60}"))
                      .build(),
                  BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return JSON.readTree(answer.body());
    }
  }

  private static long count(List<JsonNode> records, String topic) {
    long count = records.stream().filter(line -> line.path("topic").asText().equals(topic)).count();
    assertTrue(count > 0, topic);
    return count;
  }

  /** Lines of the recording: a record each, in the order of its partition. */
  private static List<JsonNode> records() throws IOException {
    return Files.readAllLines(RECORDED.resolve("topics.jsonl")).stream()
        .map(OlderVersionIT::parsed)
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static void replay(String kafka, List<JsonNode> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (JsonNode line : records) {
        var old =
            new ProducerRecord<>(
                EXPERIMENT + "." + line.path("topic").asText(),
                line.path("partition").asInt(),
                line.path("key").binaryValue(),
                line.path("value").binaryValue());
        for (Map.Entry<String, JsonNode> header : line.path("headers").properties()) {
          old.headers().add(header.getKey(), header.getValue().binaryValue());
        }
        producer.send(old).get();
      }
    }
  }
}
