package io.streambed.app.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedRunsTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static Outcome pair(long run) {
    return new Outcome.Pair(run, 0, Parameters.of(1), Data.of(new float[] {run}));
  }

  private static List<Long> numbers(BoundedRuns runs) {
    return runs.pairs().stream().map(Outcome.Pair::run).toList();
  }

  @Test
  void runsThatFailAreCountedAndLeftOut() {
    BoundedRuns runs =
        BoundedRuns.of(
            run ->
                run == 8
                    ? new Outcome.Failed(8, 0, Parameters.of(1), Outcome.Cause.THREW, "no")
                    : pair(run),
            7,
            4,
            2,
            LONG);
    assertEquals(List.of(7L, 9L, 10L), numbers(runs));
    assertEquals(1, runs.missing());
  }

  /** Whether the other run ends within the limit is the clock's; the hanging one never does. */
  @Test
  void aRunThatHangsIsLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    BoundedRuns runs = BoundedRuns.of(run -> hang(never), 0, 1, 1, Duration.ofMillis(20));
    assertEquals(new BoundedRuns(List.of(), 1), runs);
  }

  private static Outcome hang(CountDownLatch never) {
    while (true) {
      try {
        never.await();
      } catch (InterruptedException stubborn) {
        continue;
      }
    }
  }

  @Test
  void whatBreaksOutsideOfASimulatorIsNotHidden() {
    assertThrows(
        IllegalStateException.class,
        () ->
            BoundedRuns.of(
                run -> {
                  throw new IllegalArgumentException("broken");
                },
                0,
                1,
                1,
                LONG));
  }
}
