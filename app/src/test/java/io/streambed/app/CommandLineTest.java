package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.BuiltInExperiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "observe",
        "posteriors",
        "status",
        "validate",
        "topics",
        "model list",
        "model show",
        "model export",
        "model verify",
        "token",
        "experiments",
        "benchmark",
        "reproduce",
        "doctor"
      })
  void everyCommandExplainsItself(String command) {
    Ran ran = Ran.of((command + " --help").split(" "));
    assertEquals(0, ran.status());
    assertTrue(ran.out().startsWith("Usage: streambed " + command), ran.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--out a.parquet",
        "--plot a.jpeg",
        "--out a.csv --follow",
        "--out a.nc --format csv"
      })
  void aFileOfPosteriorsThatCannotBeMeantIsRefusedBeforeAnyWork(String options) {
    Ran ran = Ran.of(("posteriors two-moons " + options).split(" "));
    assertEquals(2, ran.status());
    assertTrue(ran.err().startsWith("streambed: expected "), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void aFileOfPosteriorsThatCannotBeWrittenIsNamedBeforeAnyWork() {
    String file = directory.resolve("missing").resolve("a.nc").toString();
    Ran ran = Ran.of("posteriors", "two-moons", "--out", file);
    assertEquals(1, ran.status());
    assertTrue(ran.err().startsWith("streambed: " + file + " cannot be written"), ran.err());
  }

  @ParameterizedTest
  @MethodSource("io.streambed.app.experiment.BuiltInExperiments#names")
  void everyBuiltInExperimentIsValid(String name) {
    Ran ran = Ran.of("validate", name, "--json");
    assertEquals(0, ran.status(), ran.out() + ran.err());
    assertEquals(name, ran.json().get("experiment").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "run", "validate", "topics"})
  void aBadFileStartsNothingAndAllItsMistakesAreNamed(String command) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("bad.conf"),
            """
            name = bad
            simulator.name = no-such
            prior = [ { name = a, unit = "1", distribution = uniform, lower = 1, upper = 0 } ]
            training { batch = 0, window = 1000, block = 300 }
            inference.bank = many
            simulation.workers = -1
            """);

    Ran ran = Ran.of(command, file.toString());

    assertEquals(2, ran.status());
    assertEquals("", ran.out());
    for (String part :
        List.of(
            "simulator.name",
            "prior[0].upper",
            "training.batch",
            "inference.bank",
            "simulation.workers",
            "training.window")) {
      assertTrue(ran.err().contains(part), part + " in " + ran.err());
    }
  }

  @Test
  void aListIsOneJsonDocument() {
    assertEquals(BuiltInExperiments.names().size(), Ran.of("experiments", "--json").json().size());
    Ran topics = Ran.of("topics", "two-moons", "--data", directory.toString(), "--json");
    assertEquals(11, topics.json().size());
    assertTrue(topics.json().at("/0/exists").isNull(), topics.out());
  }

  @Test
  void anUnknownCommandIsWrongUsageWithASuggestion() {
    Ran ran = Ran.of("demoo");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("demo"), ran.err());
  }

  @Test
  void aMissingExperimentNamesTheBuiltInOnes() {
    Ran ran = Ran.of("validate", "nowhere.conf");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("lynx-hare"), ran.err());
  }

  @Test
  void aCommandWithoutABrokerSaysHowToStartOne() {
    Ran ran = Ran.of("status", "two-moons", "--data", directory.toString());
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("streambed run"), ran.err());
  }

  @Test
  void topicsAreShownWithoutABroker() {
    Ran ran = Ran.of("topics", "two-moons", "--data", directory.toString());
    assertEquals(0, ran.status());
    assertEquals(11, ran.out().lines().count());
  }

  @Test
  void whatEachRoleHasToBeAllowedIsPrinted() {
    Ran lines = Ran.of("topics", "two-moons", "--acls");
    assertEquals(0, lines.status());
    assertTrue(
        lines
            .out()
            .contains(
                "--add --allow-principal User:two-moons-sensor --operation Write --topic"
                    + " two-moons.observations\n"),
        lines.out());
    assertTrue(
        lines.out().contains("--operation Read --group two-moons.simulators\n"), lines.out());
    assertTrue(lines.out().contains("--transactional-id two-moons-trainer\n"), lines.out());
    Ran documents = Ran.of("topics", "two-moons", "--acls", "--json");
    assertEquals("administrator", documents.json().at("/0/role").asText());
    assertEquals("CREATE", documents.json().at("/0/operation").asText());
  }

  @Test
  void topicsAndUsersAreResourcesOfStrimzi() {
    Ran topics = Ran.of("topics", "two-moons", "--strimzi");
    assertEquals(11, topics.out().lines().filter("kind: KafkaTopic"::equals).count());
    assertTrue(topics.out().contains("  name: two-moons.dead-letters\n"), topics.out());
    Ran users = Ran.of("topics", "two-moons", "--strimzi", "other", "--acls");
    assertEquals(7, users.out().lines().filter("kind: KafkaUser"::equals).count());
    assertTrue(users.out().contains("    strimzi.io/cluster: other\n"), users.out());
    assertTrue(!users.out().contains("administrator"), users.out());
  }

  @Test
  void aTokenIsPrintedOnceAndOnlyItsHashIsKept() throws IOException {
    Path file = directory.resolve("tokens");
    Ran ran = Ran.of("token", "ann", "write", "--file", file.toString(), "--until", "2099-12-31");
    assertEquals(0, ran.status(), ran.err());
    assertEquals(43, ran.out().strip().length());
    String line = Files.readString(file);
    assertTrue(line.matches("ann write [0-9a-f]{64} 2099-12-31\\R"), line);
    assertTrue(!line.contains(ran.out().strip()));
    assertEquals(2, Ran.of("token", "ann", "owner", "--file", file.toString()).status());
  }

  @Test
  void aSecretInAnExperimentFileIsRefusedAndShownNowhere() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("leak.conf"),
            """
            kafka.security {
              protocol = sasl-ssl, mechanism = plain, user = u, password = hunter-two
            }
            """);
    for (String json : List.of("--json", "--verbose")) {
      Ran ran = Ran.of("validate", file.toString(), json);
      assertEquals(2, ran.status());
      assertTrue((ran.out() + ran.err()).contains("a secret by reference"), ran.err());
      assertTrue(!(ran.out() + ran.err()).contains("hunter-two"), ran.out() + ran.err());
    }
  }

  @Test
  void aCompletionScriptIsMade() {
    assertTrue(Ran.of("generate-completion").out().contains("streambed"));
  }
}
