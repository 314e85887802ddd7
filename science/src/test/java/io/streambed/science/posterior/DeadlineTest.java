package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void passesWhenItsTimeHasGoneByOnTheClockGiven() {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10);
    Deadline deadline = Deadline.after(Duration.ofNanos(100), clock::get);
    clock.addAndGet(99);
    assertFalse(deadline.passed());
    clock.addAndGet(1);
    assertTrue(deadline.passed());
  }

  @Test
  void noneNeverPasses() {
    assertFalse(Deadline.none().passed());
  }
}
