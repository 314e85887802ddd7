package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.InferenceSettings.DeadlineLimits;
import io.streambed.inference.InferenceSettings.SampleLimits;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationCheckTest {
  private static final SampleLimits SAMPLES = new SampleLimits(10, 100);
  private static final DeadlineLimits DEADLINE =
      new DeadlineLimits(Duration.ofSeconds(1), Duration.ofSeconds(5));

  @Test
  void anObservationWithinAllLimitsHasNoMistake() {
    assertEquals(Optional.empty(), mistake(observation(Data.of(new float[2]), 100, 5000)));
  }

  @Test
  void anotherShapeIsNamedWithTheShapeExpected() {
    assertMistake(
        "observation.data: expected shape [2], got shape [3]",
        observation(Data.of(new float[3]), 1, 1));
  }

  @Test
  void asManyValuesInOtherAxesAreAnotherShape() {
    assertMistake(
        "observation.data: expected shape [2], got shape [1, 2]",
        observation(Data.of(new float[2], 1, 2), 1, 1));
  }

  @Test
  void aValueThatIsNotFiniteIsNamedWithItsPlace() {
    assertMistake(
        "observation.data[1]: expected a finite value, got NaN",
        observation(Data.of(new float[] {1, Float.NaN}), 1, 1));
    assertMistake(
        "observation.data[0]: expected a finite value, got Infinity",
        observation(Data.of(new float[] {Float.POSITIVE_INFINITY, 0}), 1, 1));
  }

  @Test
  void moreSamplesThanTheMaximumAreRefused() {
    assertMistake(
        "observation.samples: expected at most 100, got 101",
        observation(Data.of(new float[2]), 101, 1));
  }

  @Test
  void moreDrawsThanARecordTakesAreRefused() {
    Observation observation = observation(Data.of(new float[2]), 22_631, 1);
    assertEquals(Optional.empty(), ObservationCheck.ofDraws(observation, 9));
    assertEquals(
        Optional.of(
            "observation.samples: expected at most 22630 of 10 parameters, which fill a record,"
                + " got 22631"),
        ObservationCheck.ofDraws(observation, 10));
  }

  @Test
  void aLongerDeadlineThanTheMaximumIsRefused() {
    assertMistake(
        "observation.deadline: expected at most 5.0 s, got 5.001 s",
        observation(Data.of(new float[2]), 1, 5001));
  }

  private void assertMistake(String expected, Observation observation) {
    assertEquals(Optional.of(expected), mistake(observation));
  }

  private static Optional<String> mistake(Observation observation) {
    return ObservationCheck.ofLimits(observation, SAMPLES, DEADLINE)
        .or(() -> ObservationCheck.ofData(observation, List.of(2)));
  }

  private static Observation observation(Data data, int samples, long milliseconds) {
    return new Observation(
        "id", "sensor", data, Instant.EPOCH, samples, Duration.ofMillis(milliseconds));
  }
}
