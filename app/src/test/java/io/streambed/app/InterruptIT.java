package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asked to end at any moment: a clean stop and a state to go on from. */
class InterruptIT {
  private static final int STEPS = 3000;

  @TempDir Path directory;

  @Test
  void stoppedWhileItStartsItSaysHowToGoOnAndCan() throws Exception {
    String experiment = TinyExperiment.write(directory).toString();
    String data = directory.resolve("data").toString();
    try (Program demo = Program.start("demo", experiment, "--data", data)) {
      demo.await("starting a broker");
      demo.stop();

      assertEquals(Program.TERMINATED, demo.end(), demo.said());
      assertFarewell(demo, experiment, data);
    }
    Ran again = Ran.of("demo", experiment, "--data", data, "--json");
    assertEquals(0, again.status(), again.err());
    assertEquals(TinyExperiment.STEPS, again.json().get("steps").asInt());
  }

  @Test
  void stoppedAmidTrainingItGoesOnFromWhereItWas() throws Exception {
    String experiment = TinyExperiment.write(directory, STEPS).toString();
    String data = directory.resolve("data").toString();
    try (Program demo = Program.start("demo", experiment, "--data", data)) {
      demo.await("steps/s");
      demo.stop();

      assertEquals(Program.TERMINATED, demo.end(), demo.said());
      assertFarewell(demo, experiment, data);
    }
    Ran resumed = Ran.of("demo", experiment, "--data", data, "--json");
    assertEquals(0, resumed.status(), resumed.err());
    assertEquals(STEPS, resumed.json().get("steps").asInt());
    assertTrue(log(data).contains("experiment tiny goes on at round 0, step"), log(data));
  }

  private static void assertFarewell(Program demo, String experiment, String data) {
    assertTrue(demo.said().contains("Stopping ..."), demo.said());
    assertTrue(
        demo.said()
            .endsWith(
                "Stopped. To go on: ./streambed demo %s --data %s".formatted(experiment, data)),
        demo.said());
  }

  private static String log(String data) throws IOException {
    return Files.readString(Path.of(data, "streambed.log"));
  }
}
