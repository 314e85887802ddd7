package io.streambed.trainer.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.topics.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointsTest {
  private static final Instant TIME = Instant.ofEpochSecond(10);

  @Test
  void aReportGivesOnePointForEachCurveThatItKnows() {
    assertEquals(
        List.of(
            new Point("training/loss_nats", 7, TIME, 1.25),
            new Point("rates/idle_share", 7, TIME, 0.5)),
        new Points().of(measured(7, Map.of("loss_nats", 1.25, "idle_share", 0.5, "other", 3.0))));
  }

  @Test
  void aStepThatWasToldGivesNoPointAgain() {
    Points points = new Points(Map.of("training/loss_nats", 5L));
    assertEquals(List.of(), points.of(measured(4, Map.of("loss_nats", 1.0))));
    assertEquals(List.of(), points.of(measured(5, Map.of("loss_nats", 1.0))));
    assertEquals(1, points.of(measured(6, Map.of("loss_nats", 1.0))).size());
    assertEquals(List.of(), points.of(measured(6, Map.of("loss_nats", 2.0))));
  }

  @Test
  void whatIsNoNumberGivesNoPointAndDoesNotHideALaterOne() {
    Points points = new Points();
    assertTrue(points.of(measured(3, Map.of("loss_nats", Double.NaN))).isEmpty());
    assertEquals(1, points.of(measured(3, Map.of("loss_nats", 1.0))).size());
  }

  private static Report measured(long step, Map<String, Double> figures) {
    Map<String, Double> all = new java.util.HashMap<>(figures);
    all.put("steps", (double) step);
    return new Report.Measured(new Telemetry("p", "trainer", TIME, all, Map.of()));
  }
}
