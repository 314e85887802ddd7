package io.streambed.inference.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.FileSettings;
import io.streambed.topics.experiment.WindowSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowFitTest {
  @TempDir Path directory;

  private List<WindowFit.Mistake> mistakes(boolean sessions, Map<String, ?> overrides)
      throws IOException {
    return mistakes(sessions ? 16 : 0, overrides);
  }

  private List<WindowFit.Mistake> mistakes(int known, Map<String, ?> overrides) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("experiment.conf"),
            """
            name = fit, simulator.name = linear-gaussian, simulator.settings.dimension = 2
            prior = [
              { name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 }
              { name = b, unit = "1", distribution = normal, mean = 0, deviation = 1 }
            ]
            """);
    Map<String, Object> all = new HashMap<>(overrides);
    all.putIfAbsent("inference.windows.kind", "time");
    CheckedSettings settings = FileSettings.load(file.toUri().toURL(), all);
    return WindowFit.mistakes(
        WindowSettings.from(settings), known, ExperimentSettings.from(settings));
  }

  @Test
  void windowsSideBySideFitSessionsAndOverlappingOnesDoNot() throws IOException {
    assertEquals(List.of(), mistakes(true, Map.of()));
    assertEquals(List.of(), mistakes(false, Map.of("inference.windows.step", 1)));
    WindowFit.Mistake mistake = mistakes(true, Map.of("inference.windows.step", 1)).get(0);
    assertEquals("session.kind", mistake.key());
    assertTrue(mistake.expected().contains("not independent"), mistake.expected());
  }

  @Test
  void aSessionHasToKnowAllWindowsThatOneReadingCloses() throws IOException {
    Map<String, Integer> late = Map.of("inference.windows.lateness", 31);
    assertEquals(List.of(), mistakes(true, late));
    assertEquals(List.of(), mistakes(false, Map.of("inference.windows.lateness", 32)));
    WindowFit.Mistake mistake = mistakes(true, Map.of("inference.windows.lateness", 32)).get(0);
    assertEquals("session.window", mistake.key());
    assertTrue(mistake.expected().startsWith("at least 17: "), mistake.expected());
  }

  @Test
  void aSensorIsNotIdleBetweenTwoReadings() throws IOException {
    Map<String, String> hourly =
        Map.of("inference.windows.interval", "1h", "inference.windows.idle", "1h");
    WindowFit.Mistake mistake = mistakes(false, hourly).get(0);
    assertEquals("windows.idle", mistake.key());
    Map<String, String> more =
        Map.of("inference.windows.interval", "1h", "inference.windows.idle", "61m");
    assertEquals(List.of(), mistakes(false, more));
  }

  @Test
  void aStepLongerThanAWindowIsAMistake() throws IOException {
    assertEquals(
        List.of(
            new WindowFit.Mistake(
                "windows.step",
                "1 to 2, the readings of a window of data of shape [2], or length")),
        mistakes(false, Map.of("inference.windows.step", 3)));
  }

  @Test
  void channelsHaveToDivideTheData() throws IOException {
    assertEquals(List.of(), mistakes(false, Map.of("inference.windows.channels", 2)));
    assertEquals(
        List.of(
            new WindowFit.Mistake(
                "windows.channels", "shape, or a divisor of 2, the values of an observation")),
        mistakes(false, Map.of("inference.windows.channels", 3)));
  }

  @Test
  void readingsAtATimeHaveToFitIntoARecord() throws IOException {
    assertEquals(List.of(), mistakes(false, Map.of("inference.windows.lateness", 13_000)));
    assertEquals(
        "windows.lateness",
        mistakes(false, Map.of("inference.windows.lateness", 14_000)).get(0).key());
  }

  @Test
  void masksLeaveSomethingOfAWindowAndHaveALogarithmWhereOneIsTaken() throws IOException {
    Map<String, Object> mask =
        new HashMap<>(Map.of("inference.windows.gaps.kind", "mask", "estimator.transform", "log"));
    assertEquals(
        List.of("windows.gaps.in-all", "windows.gaps.fill"),
        mistakes(false, mask).stream().map(WindowFit.Mistake::key).toList());
    mask.put("inference.windows.gaps.in-all", 1);
    mask.put("inference.windows.gaps.fill", 0.01);
    assertEquals(List.of(), mistakes(false, mask));
  }
}
