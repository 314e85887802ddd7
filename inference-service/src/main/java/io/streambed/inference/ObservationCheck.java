package io.streambed.inference;

import io.streambed.inference.InferenceSettings.DeadlineLimits;
import io.streambed.inference.InferenceSettings.SampleLimits;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong with an observation: where, what was expected, what was found. Empty if
 * nothing is.
 */
final class ObservationCheck {

  private ObservationCheck() {}

  /** Whether it asks for more than this service gives. */
  static Optional<String> ofLimits(
      Observation observation, SampleLimits samples, DeadlineLimits deadline) {
    if (observation.samples() > samples.maximum()) {
      return mistake(
          "samples", "at most " + samples.maximum(), String.valueOf(observation.samples()));
    }
    if (observation.deadline().compareTo(deadline.maximum()) > 0) {
      return mistake(
          "deadline", "at most " + seconds(deadline.maximum()), seconds(observation.deadline()));
    }
    return Optional.empty();
  }

  /** Whether that many draws of {@code parameters} fit, as 32-bit values, into one record. */
  static Optional<String> ofDraws(Observation observation, int parameters) {
    long most = InferenceSettings.drawsOfARecord(parameters);
    return observation.samples() <= most
        ? Optional.empty()
        : mistake(
            "samples",
            "at most %d of %d parameters, which fill a record".formatted(most, parameters),
            String.valueOf(observation.samples()));
  }

  /** Whether a model of data of {@code shape} can read its data. */
  static Optional<String> ofData(Observation observation, List<Integer> shape) {
    Data data = observation.data();
    if (!data.shape().equals(shape)) {
      return mistake("data", "shape " + shape, "shape " + data.shape());
    }
    for (int i = 0; i < data.size(); i++) {
      if (!Float.isFinite(data.get(i))) {
        return mistake("data[%d]".formatted(i), "a finite value", String.valueOf(data.get(i)));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mistake(String where, String expected, String found) {
    return Optional.of("observation.%s: expected %s, got %s".formatted(where, expected, found));
  }

  private static String seconds(Duration time) {
    return time.getSeconds() + time.getNano() / 1e9 + " s";
  }
}
