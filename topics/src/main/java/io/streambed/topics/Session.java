package io.streambed.topics;

import io.streambed.science.Data;
import io.streambed.science.posterior.RunningStatistic;
import java.time.Instant;
import java.util.List;

/**
 * What a sensor has seen so far, so that any member of the group can take it over. Its record
 * stands in the partition of the sensor's observations.
 *
 * @param sensor who observes
 * @param updated when this was written
 * @param nextOffset offset after that of the last observation that was counted
 * @param counted observations counted in all, those included that no statistic knows of any more
 * @param newest newest time of an observation that was counted, at most when its record was written
 * @param statistics of the observations before the windows, one for each model version still of use
 * @param windows the last observations that were counted, oldest first
 * @param earlier hashes of the ids of observations that were counted before those, oldest first
 */
public record Session(
    String sensor,
    Instant updated,
    long nextOffset,
    long counted,
    Instant newest,
    List<Statistic> statistics,
    List<Window> windows,
    List<Long> earlier) {

  public Session {
    earlier = List.copyOf(earlier);
    statistics = List.copyOf(statistics);
    windows = List.copyOf(windows);
    if (sensor.isBlank()) {
      throw new IllegalArgumentException("expected a sensor, got a blank one");
    }
    if (nextOffset < 0 || counted < windows.size()) {
      throw new IllegalArgumentException(
          "expected next_offset >= 0 and counted >= %d, as many as windows, got %d and %d"
              .formatted(windows.size(), nextOffset, counted));
    }
  }

  /** The same beside observations that were made anew: their offsets begin again. */
  public Session beginningAnew() {
    List<Window> anew =
        windows.stream()
            .map(window -> new Window(window.observation(), 0, window.time(), window.data()))
            .toList();
    return new Session(sensor, updated, 0, counted, newest, statistics, anew, earlier);
  }

  /**
   * What one model makes of observations.
   *
   * @param modelVersion version of the model
   * @param running sum of their embeddings
   * @param doubtful how much of its weight is of observations that are doubtful by themselves
   */
  public record Statistic(long modelVersion, RunningStatistic running, double doubtful) {

    public Statistic {
      if (!(doubtful >= 0 && doubtful <= running.weight())) {
        throw new IllegalArgumentException(
            "expected 0 <= doubtful <= weight, got %s of %s".formatted(doubtful, running.weight()));
      }
    }

    /** Of no observation, for embeddings of {@code size} values. */
    public static Statistic empty(long modelVersion, int size) {
      return new Statistic(modelVersion, RunningStatistic.empty(size), 0);
    }

    /**
     * With one more observation, see {@link RunningStatistic#plus}.
     *
     * @param isDoubtful whether it is, by itself
     */
    public Statistic plus(float[] embedding, boolean isDoubtful, double forgetting) {
      return new Statistic(
          modelVersion,
          running.plus(embedding, forgetting),
          forgetting * doubtful + (isDoubtful ? 1 : 0));
    }
  }

  /**
   * One observation.
   *
   * @param observation its id
   * @param offset where it stands in its partition
   * @param time when it was observed
   * @param data y, in the simulator's shape and units
   */
  public record Window(String observation, long offset, Instant time, Data data) {

    public Window {
      if (offset < 0) {
        throw new IllegalArgumentException("expected an offset >= 0, got " + offset);
      }
    }
  }
}
