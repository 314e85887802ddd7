package io.streambed.inference.window;

import io.streambed.science.Observation;
import io.streambed.science.window.ClosedWindow;
import io.streambed.science.window.WindowRule;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.experiment.WindowSettings.Kind;
import io.streambed.topics.experiment.WindowSettings.Origin;
import java.time.Instant;
import java.util.List;

/**
 * What all sensors of an experiment have in common.
 *
 * @param settings of the experiment
 * @param rule for the simulator's data
 */
record WindowFrame(WindowSettings settings, WindowRule rule) {

  /** Windows of {@code shape}. */
  static WindowFrame of(WindowSettings settings, List<Integer> shape) {
    return new WindowFrame(settings, settings.rule(shape));
  }

  /** What decides a reading's place: readings placed by other rules cannot be gone on with. */
  String rules() {
    String grid = settings.kind() == Kind.TIME ? " " + settings.grid() : "";
    return "%s of %s by %d from %s%s"
        .formatted(settings.kind(), rule.shape(), rule.step(), settings.origin(), grid);
  }

  /** Where the first window begins, of a sensor whose first reading is at {@code place}. */
  long first(long place) {
    return settings.origin() == Origin.FIRST_READING
        ? place
        : Math.multiplyExact((long) rule.step(), -Math.floorDiv(-place, (long) rule.step()));
  }

  /** The name of the window at {@code start}, the same whenever its readings are read. */
  String id(String sensor, Instant origin, long start) {
    return settings.kind() == Kind.TIME
        ? "%s/%s".formatted(sensor, settings.grid().time(origin, start))
        : "%s/%s/%d".formatted(sensor, origin, start);
  }

  /**
   * The observation of a window.
   *
   * @param newest time of the newest reading, which is that of the observation where places are not
   *     times
   */
  Observation observation(String sensor, Instant origin, ClosedWindow.Made window, Instant newest) {
    Instant time =
        settings.kind() == Kind.TIME
            ? settings.grid().time(origin, window.start() + rule.length() - 1)
            : newest;
    return new Observation(
        id(sensor, origin, window.start()),
        sensor,
        window.data(),
        time,
        settings.samples(),
        settings.deadline());
  }
}
