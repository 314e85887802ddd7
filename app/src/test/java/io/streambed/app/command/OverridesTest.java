package io.streambed.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {

  @Test
  void stepsAreSharedAsTheFileSharesItsOwn() {
    assertEquals(
        List.of(100L, 100L, 150L, 350L),
        Overrides.shared(700, List.of(1000L, 1000L, 1500L, 3500L)));
  }

  @Test
  void noRoundIsLeftWithoutAStep() {
    assertEquals(List.of(1L, 1L, 8L), Overrides.shared(10, List.of(1L, 1L, 1000L)));
  }

  @Test
  void theSharesAddUp() {
    long sum =
        Overrides.shared(12_345, List.of(7L, 11L, 13L)).stream().mapToLong(Long::longValue).sum();
    assertEquals(12_345, sum);
  }
}
