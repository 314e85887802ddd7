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
    assertEquals(10, topics.json().size());
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
    assertEquals(10, ran.out().lines().count());
  }

  @Test
  void aCompletionScriptIsMade() {
    assertTrue(Ran.of("generate-completion").out().contains("streambed"));
  }
}
