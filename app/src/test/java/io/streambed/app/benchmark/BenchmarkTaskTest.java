package io.streambed.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.science.Draws;
import io.streambed.topics.experiment.ExperimentSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTaskTest {
  private static final BenchmarkTask TASK = BenchmarkTask.SIR;

  @TempDir Path folder;

  private final ExperimentSettings experiment =
      ExperimentPlan.load(TASK.experiment(), Map.of()).experiment();

  private Path observation() throws IOException {
    return Files.createDirectories(folder.resolve("sir/num_observation_1"));
  }

  private static byte[] bundled(String name) throws IOException {
    String resource = "/experiments/sir/" + name;
    try (InputStream content =
        Objects.requireNonNull(BenchmarkTaskTest.class.getResourceAsStream(resource), resource)) {
      return content.readAllBytes();
    }
  }

  private void write(byte[] observation, byte[] reference) throws IOException {
    Files.write(observation().resolve("observation.csv"), observation);
    Files.write(observation().resolve("reference_posterior_samples.csv.bz2"), reference);
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class, () -> TASK.cases(folder, List.of(1), experiment))
            .getMessage());
  }

  @Test
  void tasksBearTheBenchmarksNames() {
    assertEquals(BenchmarkTask.SLCP_DISTRACTORS, BenchmarkTask.named("slcp_distractors"));
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> BenchmarkTask.named("slcp-x"))
                .getMessage());
    assertTrue(message.contains("lotka_volterra") && message.contains("slcp-x"), message);
  }

  @Test
  void anObservationIsReadWithItsReference() throws IOException {
    write(bundled("observation.csv"), bundled("reference.csv.bz2"));
    BenchmarkTask.Case read = TASK.cases(folder, List.of(1), experiment).get(0);
    assertEquals(352, read.data().get(2));
    Draws draws = read.reference();
    assertEquals(10_000, draws.size());
    // beta of this observation was 0.615.
    assertEquals(0.615, draws.mean(0), 0.05);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.write(observation().resolve("observation.csv"), bundled("observation.csv"));
    assertTrue(refusal().contains("reference_posterior_samples.csv.bz2, it cannot be read"));
  }

  @Test
  void anObservationOfAnotherSizeIsNamed() throws IOException {
    write("1,2,3\n".getBytes(StandardCharsets.UTF_8), bundled("reference.csv.bz2"));
    String message = refusal();
    assertTrue(message.contains("observation.csv: expected 10 numbers"), message);
  }

  @Test
  void aReferenceThatWasCutShortIsNamed() throws IOException {
    byte[] whole = bundled("reference.csv.bz2");
    for (int length : new int[] {0, whole.length / 3, whole.length - 10}) {
      write(bundled("observation.csv"), Arrays.copyOf(whole, length));
      String message = refusal();
      assertTrue(
          message.contains("reference_posterior_samples.csv.bz2")
              && !message.contains("cannot be read"),
          message);
    }
  }
}
