package io.streambed.app.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.Telemetry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theLineShowsRateShareLossAndTimeLeft() {
    RunState state =
        RunState.start()
            .plus(
                trainer(
                    0,
                    Map.of(
                        "budget_share", 0.25,
                        "round", 0.0,
                        "pairs_per_second", 12_345.0,
                        "steps_per_second", 24.1,
                        "loss_nats", 3.25,
                        "held_out_loss_nats", 3.5,
                        "model_version", 2.0)));
    assertEquals(
        "25 % training round 1  12,345 pairs/s   24.1 steps/s  loss 3.250  held out 3.500  model 2  90 s left",
        ProgressLine.text(state, 90));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    RunState state = RunState.start().plus(trainer(0, Map.of("pairs_per_second", 10.0)));
    assertEquals("training      10 pairs/s", ProgressLine.text(state, Double.NaN));
  }

  @Test
  void onATerminalTheLineIsNeverWiderThanItIs() {
    StringWriter terminal = new StringWriter();
    ProgressLine line = new ProgressLine(new PrintWriter(terminal, true), true, 20);
    line.word(RunState.start().plus(trainer(0, Map.of("pairs_per_second", 123_456.0))));
    line.word(RunState.start().plus(trainer(1, Map.of())));
    assertEquals("\rtraining  123,456 p\rtraining           ", terminal.toString());
  }

  @Test
  void theLossCurveOfATrainingWithoutEndStaysBoundedAndReachesItsNewestPoint() {
    RunState state = RunState.start();
    for (int step = 1; step <= 10_000; step++) {
      state = state.plus(trainer(step, Map.of("steps", (double) step, "loss_nats", 1.0)));
    }
    assertTrue(state.losses().size() <= 2000, "kept " + state.losses().size());
    assertTrue(state.losses().size() >= 1000, "kept " + state.losses().size());
    assertEquals(10_000, state.losses().get(state.losses().size() - 1).step());
  }

  @Test
  void busySecondsAreTheSharesOfTheTimeBetweenTwoWords() {
    RunState state =
        RunState.start()
            .plus(trainer(0, Map.of("idle_share", 0.0)))
            .plus(trainer(2, Map.of("idle_share", 0.25)))
            .plus(simulator(0, 4, 0.5))
            .plus(simulator(3, 4, 0.5));
    assertEquals(1.5, state.trainSeconds(), 1e-12);
    assertEquals(6.0, state.simulateSeconds(), 1e-12);
  }

  private static Telemetry trainer(long second, Map<String, Double> figures) {
    return new Telemetry(
        "t", "trainer", START.plusSeconds(second), figures, Map.of("phase", "training"));
  }

  private static Telemetry simulator(long second, double workers, double waiting) {
    return new Telemetry(
        "s",
        "simulator",
        START.plusSeconds(second),
        Map.of("workers", workers, "waiting_share", waiting),
        Map.of());
  }
}
