package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.SessionFit.Mistake;
import io.streambed.inference.SessionSettings.Kind;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.FileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFitTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file =
        Files.writeString(
            directory.resolve("experiment.conf"),
            """
            name = fit, seed = 1, simulator.name = linear-gaussian
            simulator.settings.dimension = 2
            prior = [
              { name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 }
              { name = b, unit = "1", distribution = normal, mean = 0, deviation = 1 }
            ]
            """);
  }

  @Test
  void criticsOfTwoTowersHaveAStatisticAndAWindow() throws IOException {
    for (String critic : new String[] {"cosine", "inner-product"}) {
      for (Kind kind : Kind.values()) {
        assertEquals(Optional.empty(), mistake(kind, 16, Map.of("estimator.critic", critic)));
      }
    }
  }

  @Test
  void theDiscrepancyCriticAndTheClassifierHaveAWindowOnly() throws IOException {
    for (Map<String, String> estimator :
        java.util.List.of(
            Map.of("estimator.critic", "discrepancy"), Map.of("estimator.kind", "nre-c"))) {
      assertEquals(Optional.empty(), mistake(Kind.WINDOW, 16, estimator));
      Mistake mistake = mistake(Kind.ACCUMULATE, 16, estimator).orElseThrow();
      assertEquals("kind", mistake.key());
      assertTrue(mistake.expected().startsWith("none or window with"), mistake.expected());
    }
  }

  @Test
  void estimatorsThatAreDrawnFromThemselvesHaveNoSessions() throws IOException {
    for (String estimator : new String[] {"abc", "npe-c"}) {
      Map<String, String> kind = Map.of("estimator.kind", estimator);
      assertEquals(Optional.empty(), mistake(Kind.NONE, 16, kind));
      Mistake mistake = mistake(Kind.WINDOW, 16, kind).orElseThrow();
      assertTrue(mistake.expected().startsWith("none with estimator.kind = " + estimator));
      assertTrue(mistake(Kind.ACCUMULATE, 16, kind).isPresent());
    }
  }

  @Test
  void whatIsKeptHasToFitIntoARecord() throws IOException {
    assertEquals(Optional.empty(), mistake(Kind.ACCUMULATE, 560, Map.of()));
    assertEquals(
        Optional.of(
            new Mistake("window", "at most 560 observations of shape [2], which fill a record")),
        mistake(Kind.ACCUMULATE, 561, Map.of()));
    assertEquals(Optional.empty(), mistake(Kind.WINDOW, 280, Map.of()));
    assertEquals(
        Optional.of(
            new Mistake("window", "at most 280 observations of shape [2], which fill a record")),
        mistake(Kind.WINDOW, 281, Map.of()));
  }

  private Optional<Mistake> mistake(Kind kind, int window, Map<String, String> overrides)
      throws IOException {
    Map<String, Object> all = new HashMap<>(overrides);
    ExperimentSettings experiment =
        ExperimentSettings.from(FileSettings.load(file.toUri().toURL(), Map.copyOf(all)));
    return SessionFit.mistake(SmallSessions.settings(kind, 1, window), experiment);
  }
}
