package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Outcome.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SimulatorFiguresTest {
  private static final Duration LAP = Duration.ofSeconds(2);

  private final SimulatorFigures figures = new SimulatorFigures(2);

  @Test
  void ratesAndSharesAreThoseOfTheLapAndCountsThoseOfTheWholeLife() {
    figures.add(new WorkReport(0, 60, Map.of(Cause.THREW, 3L), Duration.ofSeconds(1), List.of()));
    figures.add(
        new WorkReport(
            1,
            40,
            Map.of(Cause.TIMED_OUT, 1L),
            Duration.ofSeconds(2),
            List.of(Thread.currentThread())));

    Map<String, Double> first = figures.lap(LAP);
    assertEquals(50.0, first.get("runs_per_second"));
    assertEquals(0.25, first.get("waiting_share"));
    assertEquals(4.0, first.get("failed_runs"));

    Map<String, Double> second = figures.lap(LAP);
    assertEquals(0.0, second.get("runs_per_second"));
    assertEquals(1.0, second.get("waiting_share"));
    assertEquals(100.0, second.get("runs"));
    assertEquals(3.0, second.get("threw_runs"));
    assertEquals(1.0, second.get("timed_out_runs"));
    assertEquals(1.0, second.get("hung_threads"));
  }

  @Test
  void aThreadThatEndsAfterAllIsNoLongerCounted() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    figures.add(new WorkReport(1, 1, Map.of(), LAP, List.of(thread)));
    assertEquals(1.0, figures.lap(LAP).get("hung_threads"));

    release.countDown();
    thread.join();

    assertEquals(0.0, figures.lap(LAP).get("hung_threads"));
  }
}
