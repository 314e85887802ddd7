package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RunningStatisticTest {

  @Test
  void withoutForgettingEmbeddingsAndCountsAdd() {
    RunningStatistic two =
        RunningStatistic.empty(2).plus(new float[] {1, 2}, 1).plus(new float[] {0.5f, -4}, 1);
    assertArrayEquals(new double[] {1.5, -2}, two.sum());
    assertEquals(2, two.weight());
    assertEquals(2, two.count());
  }

  @Test
  void theNewestCountsInFullAndEachOneBeforeItFades() {
    RunningStatistic three =
        RunningStatistic.empty(1)
            .plus(new float[] {8}, 0.5)
            .plus(new float[] {4}, 0.5)
            .plus(new float[] {1}, 0.5);
    assertArrayEquals(new double[] {8 / 4.0 + 4 / 2.0 + 1}, three.sum());
    assertEquals(1.75, three.weight());
    assertEquals(3, three.count());
  }

  @Test
  void addingLeavesTheStatisticBeforeAsItIs() {
    RunningStatistic empty = RunningStatistic.empty(1);
    empty.plus(new float[] {3}, 1);
    assertEquals(RunningStatistic.of(new double[1], 0, 0), empty);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RunningStatistic empty = RunningStatistic.empty(2);
    assertRefused("embedding [2], got [1]", () -> empty.plus(new float[] {1}, 1));
    assertRefused("finite", () -> empty.plus(new float[] {1, Float.NaN}, 1));
    assertRefused("finite", () -> RunningStatistic.of(new double[] {Double.NaN}, 1, 1));
    assertRefused("at most the count", () -> RunningStatistic.of(new double[1], 2, 1));
    assertRefused("above 0", () -> RunningStatistic.of(new double[1], 0, 1));
    assertRefused("above 0", () -> RunningStatistic.of(new double[1], Double.NaN, 1));
  }

  private static void assertRefused(String says, Runnable refused) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, refused::run).getMessage());
    assertTrue(message.contains(says), message);
  }
}
