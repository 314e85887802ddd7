package io.streambed.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment without a record. */
class ExperimentPlanTest {
  private static final String WITHOUT_RECORD =
      """
      name = buoys
      simulator { name = linear-gaussian, settings.dimension = 1 }
      prior = [{ name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 }]
      observation.sensor = buoy
      narrowing.steps = [10, 20]
      """;

  @TempDir Path folder;

  private ExperimentPlan load(Map<String, ?> overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("experiment.conf"), WITHOUT_RECORD);
    return ExperimentPlan.load(file.toString(), overrides);
  }

  @Test
  void cannot_narrow_to_it_and_says_what_else_can_be_narrowed_to() {
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> load(Map.of()));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("observation.file"), message);
    assertTrue(message.contains("or narrowing.around = newest"), message);
  }

  @Test
  void has_sessions_only_with_an_estimator_of_which_log_ratios_add_up() throws IOException {
    Map<String, Object> sessions =
        Map.of("narrowing.around", "newest", "inference.session.kind", "accumulate");
    assertEquals(1, load(sessions).inference().session().forgetting());

    Map<String, Object> flow = new HashMap<>(sessions);
    flow.put("estimator.kind", "npe-c");
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> load(flow));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("inference.session.kind"), message);
    assertTrue(message.contains("none with estimator.kind = npe-c"), message);
  }

  @Test
  void names_every_mistake_of_its_windows() {
    Map<String, Object> windows =
        Map.of(
            "narrowing.around", "newest",
            "inference.windows.kind", "time",
            "inference.windows.step", 2,
            "inference.windows.deadline", "2m",
            "inference.windows.samples", 1_000_000);
    InvalidSettings refused = assertThrows(InvalidSettings.class, () -> load(windows));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("1 to 1, the readings of a window of data of shape [1]"), message);
    assertTrue(message.contains("inference.windows.deadline"), message);
    assertTrue(message.contains("inference.windows.samples"), message);
  }

  @Test
  void simulates_masked_data_where_windows_with_gaps_are_masked() throws IOException {
    Map<String, Object> windows = new HashMap<>();
    windows.put("narrowing.around", "newest");
    windows.put("inference.windows.kind", "time");
    String plain = load(windows).experiment().simulator().version();
    windows.put("inference.windows.gaps.kind", "mask");
    windows.put("inference.windows.gaps.in-all", 0);
    windows.put("inference.windows.gaps.fill", -9);
    assertEquals(
        plain + ", 0.5 of runs masked by -9.0, at most 2 in a row and 0 in all",
        load(windows).experiment().simulator().version());
  }

  @Test
  void can_narrow_to_what_a_sensor_observes() throws IOException {
    ExperimentPlan plan = load(Map.of("narrowing.around", "newest"));

    assertEquals(Optional.of("buoy"), plan.trainer().narrowing().sensor());
    assertEquals(List.of(10L, 20L), plan.trainer().budget().roundSteps());
    assertNull(plan.experiment().pinned());
  }
}
