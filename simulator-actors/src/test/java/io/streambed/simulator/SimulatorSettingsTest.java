package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorSettingsTest {
  @TempDir Path directory;

  @Test
  void theSectionSimulationIsRead() throws IOException {
    assertEquals(
        new SimulatorSettings(3, Duration.ofMillis(200), 4, 5, Duration.ofSeconds(1)),
        read(
            "simulation { workers = 3, time-limit = 200ms, blocks-in-flight = 4, hung-limit = 5,"
                + " stop-wait = 1s }"));
  }

  @Test
  void noNumberOfWorkersIsOneForEachProcessor() throws IOException {
    assertEquals(Runtime.getRuntime().availableProcessors(), read("").workers());
  }

  @Test
  void everyMistakeIsNamedWithItsPath() {
    String message =
        String.valueOf(
            assertThrows(
                    InvalidSettings.class,
                    () -> read("simulation { workers = -1, time-limit = soon }"))
                .getMessage());

    assertTrue(message.contains("simulation.workers"), message);
    assertTrue(message.contains("simulation.time-limit"), message);
  }

  @Test
  void aWaitForAnswersNeverExceedsWhatATimerCanHold() {
    SimulatorSettings patient =
        new SimulatorSettings(1, Duration.ofDays(1), 64, 16, Duration.ofSeconds(1));

    assertEquals(Duration.ofDays(30), patient.answerLimit(1000));
  }

  private SimulatorSettings read(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.conf"), content);
    return FileSettings.load(file.toUri().toURL(), Map.of()).checked(SimulatorSettings::from);
  }
}
