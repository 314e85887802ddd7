package io.streambed.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.app.experiment.ExperimentPlan;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedBudgetTest {
  @Test
  void aTenthIsHeldOutAndTheOthersAreUsedSoManyTimes() {
    Map<String, Object> settings = new FixedBudget(10_000, 100).settings(512);
    // 9,000 x 100 / 512
    assertEquals(1758L, settings.get("training.steps"));
    assertEquals(175L, settings.get("training.warm-up-steps"));
    assertEquals(1000L, settings.get("calibration.keep"));
    assertEquals(10_000L, settings.get("training.runs"));
    assertEquals(250, settings.get("training.block"));
    assertEquals(8000L, settings.get("training.window"));
  }

  @ParameterizedTest
  @CsvSource({"1000, 10", "10000, 100", "100000, 2", "1009, 3", "100003, 2"})
  void theTrainerTakesItsSettings(long pairs, double reuse) {
    Map<String, Object> settings = new FixedBudget(pairs, reuse).settings(512);
    assertEquals(pairs, ExperimentPlan.load("two-moons", settings).trainer().plan().runs());
  }

  @Test
  void aBudgetThatTeachesNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FixedBudget(19, 2));
    assertThrows(IllegalArgumentException.class, () -> new FixedBudget(1000, 1));
  }
}
