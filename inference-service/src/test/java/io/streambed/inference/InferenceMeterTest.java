package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.streambed.science.Draws;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.Verdict;
import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InferenceMeterTest {
  private static final long SECOND = 1_000_000_000L;

  private final InferenceMeter meter = new InferenceMeter(0);

  @Test
  void rateCountsPosteriorsAndDeadLettersSinceTheLastReading() {
    for (int i = 0; i < 9; i++) {
      meter.posterior(posterior(Posterior.Status.COMPLETE, 1));
    }
    meter.deadLetter("observation.samples: expected at most 1, got 2");

    assertEquals(5, read(2).get("observations_per_second"));
    assertEquals(0, read(3).get("observations_per_second"));
  }

  @Test
  void aModelThatWasNotPromotedIsNamedWithWhatItShowsOfTheOneThatServes() {
    ModelSnapshot serving = SmallModels.untrained(3);
    meter.adoption(new Adoption.Adopted(serving.provenance()));
    Verdict verdict =
        new Verdict(
            false, "worse", 3, 64, 1, 1, 1, 1, 1, 1, List.of(), List.of("its loss has risen"));
    meter.adoption(new Adoption.PassedOver(4, verdict));

    assertEquals("version 4: worse", meter.notes().get("last_model_not_promoted"));
    assertEquals("its loss has risen", meter.notes().get("doubts_in_serving_model"));
    assertEquals(3, read(1).get("model_version"));

    meter.adoption(new Adoption.Adopted(SmallModels.untrained(5).provenance()));
    assertFalse(meter.notes().containsKey("doubts_in_serving_model"));
  }

  @Test
  void countsRunFromTheStart() {
    meter.posterior(posterior(Posterior.Status.COMPLETE, 1));
    meter.posterior(posterior(Posterior.Status.DEADLINE, 1));
    meter.adoption(new Adoption.Refused(7, "wrong hash"));
    read(1);

    Map<String, Double> figures = read(2);
    assertEquals(2, figures.get("posteriors"));
    assertEquals(1, figures.get("posteriors_at_deadline"));
    assertEquals(0, figures.get("dead_letters"));
    assertEquals(1, figures.get("refused_models"));
    assertEquals("version 7: wrong hash", meter.notes().get("last_refused_model"));
    assertFalse(meter.notes().containsKey("last_dead_letter"));
  }

  @Test
  void withoutAModelItWaitsForOneAndAfterwardsItSaysWhichServes() {
    assertEquals("a first model", meter.notes().get("waits_on"));
    meter.adoption(new Adoption.Adopted(SmallModels.untrained(4).provenance()));
    assertFalse(meter.notes().containsKey("waits_on"));
    Map<String, Double> figures = meter.figures(SECOND, SmallModels.CREATED.plusSeconds(90));
    assertEquals(4, figures.get("model_version"));
    assertEquals(90, figures.get("model_age_seconds"));
  }

  @Test
  void latencyQuantilesAreWithinOnePercent() {
    for (int millis = 1; millis <= 100; millis++) {
      meter.posterior(posterior(Posterior.Status.COMPLETE, millis));
    }
    Map<String, Double> figures = read(1);
    assertNear(0.050, figures.get("latency_p50_seconds"));
    assertNear(0.099, figures.get("latency_p99_seconds"));
  }

  @Test
  void latencyQuantilesForgetWhatIsOlderThanAMinuteOfReadings() {
    meter.posterior(posterior(Posterior.Status.COMPLETE, 5));
    for (int second = 1; second <= 60; second++) {
      assertNear(0.005, read(second).get("latency_p50_seconds"));
    }
    assertFalse(read(61).containsKey("latency_p50_seconds"));
  }

  private static void assertNear(double expected, @Nullable Double figure) {
    assertNotNull(figure);
    assertEquals(expected, figure, 0.01 * expected);
  }

  private Map<String, Double> read(long second) {
    return meter.figures(second * SECOND, SmallModels.CREATED);
  }

  private static Posterior posterior(Posterior.Status status, long latencyMillis) {
    return new Posterior(
        "id",
        "sensor",
        1,
        Duration.ZERO,
        new ParameterSpace(List.of("a"), List.of("1")),
        Draws.of(1, new double[] {0}),
        new Trust(1, 1, 0, 0, 0, 1, 0, 0, 0),
        Posterior.Sampler.REJECTION,
        status,
        Duration.ofMillis(latencyMillis));
  }
}
