package io.streambed.topics;

import io.streambed.science.Data;
import io.streambed.science.Tensor;
import java.time.Instant;
import java.util.List;

/**
 * What a sensor has seen so far, so that any member of the group can take it over.
 *
 * @param sensor who observes
 * @param updated when this was written
 * @param statistics one for each model version still of use
 * @param windows the last raw windows, oldest first
 */
public record Session(
    String sensor, Instant updated, List<RunningStatistic> statistics, List<Window> windows) {

  public Session {
    statistics = List.copyOf(statistics);
    windows = List.copyOf(windows);
    if (sensor.isBlank()) {
      throw new IllegalArgumentException("expected a sensor, got a blank one");
    }
  }

  /**
   * The sum of the windows' embeddings under one model.
   *
   * @param modelVersion version of the model
   * @param weight how much the windows weigh in all, at least 0
   * @param sum shape [E]
   */
  public record RunningStatistic(long modelVersion, double weight, Tensor sum) {}

  /**
   * One observation.
   *
   * @param observation its id
   * @param time when it was observed
   * @param data y, in the simulator's shape and units
   */
  public record Window(String observation, Instant time, Data data) {}
}
