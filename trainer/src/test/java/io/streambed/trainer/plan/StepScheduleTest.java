package io.streambed.trainer.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class StepScheduleTest {

  @Test
  void no_step_is_due_before_the_standardisation_has_its_pairs() {
    StepSchedule schedule = new StepSchedule(16, 1, 64);

    assertEquals(0, schedule.due(63));
    assertEquals(4, schedule.due(64));
  }

  @Test
  void a_step_is_due_when_pairs_times_reuse_fill_a_batch() {
    StepSchedule schedule = new StepSchedule(16, 1.5, 16);

    assertEquals(1, schedule.due(16));
    assertEquals(1, schedule.due(21));
    assertEquals(2, schedule.due(22));
    assertEquals(3, schedule.due(32));
  }

  @Test
  void fewer_first_pairs_than_a_batch_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new StepSchedule(16, 1, 15));
  }
}
