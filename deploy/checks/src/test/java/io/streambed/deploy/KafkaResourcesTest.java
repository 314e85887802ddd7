package io.streambed.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streambed.app.command.StreambedCommand;
import io.streambed.deploy.DeployFolder.Document;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;

/** Topics, groups and broker settings of the manifests: those of the code. */
class KafkaResourcesTest {
  static final Path TOPICS = DeployFolder.KUBERNETES.resolve("kafka/topics.yaml");
  static final Path USERS = DeployFolder.KUBERNETES.resolve("kafka/users.yaml");

  @Test
  void topicsAreWhatTheCommandPrints() {
    assertEquals(
        print("topics", DeployFolder.EXPERIMENT.toString(), "--strimzi"),
        body(TOPICS),
        "make it anew as its first line says");
  }

  @Test
  void usersMayDoWhatTheCommandPrints() {
    assertEquals(
        print("topics", DeployFolder.EXPERIMENT.toString(), "--acls", "--strimzi"),
        body(USERS),
        "make it anew as its first line says");
  }

  /** Each pod shows the certificate of the user that is named as its role. */
  @Test
  void everySecretOfAPodIsAUsersOrSaidToBeMade() {
    Set<String> users =
        DeployFolder.documents(USERS).stream().map(Document::name).collect(Collectors.toSet());
    for (Document workload : WorkloadsTest.workloads()) {
      Set<String> named =
          Set.copyOf(
              workload.content().at("/spec/template/spec/volumes").findValuesAsText("secretName"));
      String own = "example-" + workload.name();
      assertTrue(users.contains(own) && named.contains(own), workload.name());
      Set<String> others = new TreeSet<>(named);
      others.removeAll(Set.of(own, "streambed-cluster-ca-cert", "page-tokens"));
      assertEquals(Set.of(), others, workload.name());
    }
    for (Document document : DeployFolder.manifests()) {
      for (JsonNode secret : document.content().at("/spec/secretTargetRef")) {
        String name = secret.path("name").asText();
        assertTrue(users.contains(name) || name.equals("streambed-cluster-ca-cert"), name);
      }
    }
  }

  @Test
  void settingsOfTopicsAreKafkasOwn() {
    for (Document topic : DeployFolder.documents(TOPICS)) {
      topic
          .content()
          .at("/spec/config")
          .fieldNames()
          .forEachRemaining(key -> assertTrue(LogConfig.configNames().contains(key), key));
    }
  }

  @Test
  void settingsOfBrokersAreKafkasOwn() {
    Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
    for (Document document : DeployFolder.manifests()) {
      document
          .content()
          .at("/spec/kafka/config")
          .fieldNames()
          .forEachRemaining(key -> assertTrue(known.contains(key), key));
    }
    DeployFolder.yaml(DeployFolder.PATH.resolve("compose/compose.yaml"))
        .at("/services/kafka/environment")
        .fieldNames()
        .forEachRemaining(
            key -> {
              String setting = key.substring("KAFKA_".length()).toLowerCase().replace('_', '.');
              assertTrue(known.contains(setting), key);
            });
  }

  @Test
  void scalersLookAtTopicsAndGroupsThatThereAre() {
    Topics topics = Topics.of("example");
    Set<String> names = topics.all().stream().map(Topic::name).collect(Collectors.toSet());
    Set<String> groups =
        Set.of(topics.runs().group("simulators"), topics.observations().group("inference"));
    Set<String> looked = new TreeSet<>();
    for (Document document : DeployFolder.manifests()) {
      for (JsonNode trigger : document.content().at("/spec/triggers")) {
        assertTrue(names.contains(trigger.at("/metadata/topic").asText()));
        looked.add(trigger.at("/metadata/consumerGroup").asText());
      }
    }
    assertEquals(groups, looked);
  }

  /** Without the comment on top. */
  static String body(Path file) {
    String text = DeployFolder.text(file);
    return text.substring(text.indexOf("---"));
  }

  static String print(String... arguments) {
    StringWriter out = new StringWriter();
    int status =
        StreambedCommand.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
    assertEquals(0, status);
    return out.toString();
  }
}
