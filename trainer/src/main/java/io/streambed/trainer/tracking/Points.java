package io.streambed.trainer.tracking;

import io.streambed.science.Calibration;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.topics.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the points of the curves from reports, each curve's in ascending order of steps: what is
 * told again, after a restart or while nothing moves, gives none. Used by one actor.
 */
final class Points {
  private static final Map<String, String> TAGS = new LinkedHashMap<>();

  static {
    List.of("loss_nats", "held_out_loss_nats", "temperature", "rate", "gradient_norm", "round")
        .forEach(name -> TAGS.put(name, "training/" + name));
    List.of("steps_per_second", "pairs_per_second", "idle_share")
        .forEach(name -> TAGS.put(name, "rates/" + name));
    List.of("admitted_runs", "failed_runs", "held_out_pairs", "mean_reuse")
        .forEach(name -> TAGS.put(name, "pairs/" + name));
  }

  private final Map<String, Long> last;

  /** Curves that have not begun. */
  Points() {
    this(Map.of());
  }

  /**
   * @param last the step at which each curve ends so far, by tag
   */
  Points(Map<String, Long> last) {
    this.last = new HashMap<>(last);
  }

  /** The points that are new. */
  List<Point> of(Report report) {
    List<Point> all =
        report instanceof Report.Measured measured
            ? of(measured.telemetry())
            : of(((Report.Published) report).model());
    return all.stream().filter(this::isNew).toList();
  }

  private boolean isNew(Point point) {
    Long before = last.get(point.tag());
    if (!Double.isFinite(point.value()) || (before != null && point.step() <= before)) {
      return false;
    }
    last.put(point.tag(), point.step());
    return true;
  }

  private static List<Point> of(Telemetry telemetry) {
    Map<String, Double> figures = telemetry.figures();
    long step = step(telemetry);
    List<Point> points = new ArrayList<>();
    TAGS.forEach(
        (name, tag) -> {
          Double value = figures.get(name);
          if (value != null) {
            points.add(new Point(tag, step, telemetry.time(), value));
          }
        });
    return points;
  }

  /** Gradient steps behind a report. */
  static long step(Telemetry telemetry) {
    return telemetry.figures().getOrDefault("steps", 0.0).longValue();
  }

  private static List<Point> of(ModelSnapshot model) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("model/version", (double) model.provenance().version());
    Calibration calibration = model.calibration();
    if (calibration != null) {
      values.put("calibration/loss_nats", calibration.loss());
      values.put("calibration/log_normaliser_mean_nats", calibration.logNormaliserMean());
      values.put("calibration/log_normaliser_deviation_nats", calibration.logNormaliserDeviation());
      values.put("calibration/worst_coverage_error", worstCoverageError(calibration));
    }
    Verdict verdict = model.verdict();
    if (verdict != null) {
      values.put("promotion/promoted", verdict.promoted() ? 1.0 : 0.0);
      values.put("promotion/loss_nats", verdict.loss());
      values.put("promotion/loss_difference_nats", verdict.difference());
      values.put("promotion/spread_over_data_nats", verdict.spreadOverData());
      values.put("promotion/spread_over_parameters_nats", verdict.spreadOverParameters());
    }
    Instant time = model.provenance().created();
    long step = model.provenance().step();
    return values.entrySet().stream()
        .map(e -> new Point(e.getKey(), step, time, e.getValue()))
        .toList();
  }

  /** The coverage that is farthest from its level, less that level; NaN where there is none. */
  private static double worstCoverageError(Calibration calibration) {
    double worst = Double.NaN;
    for (int i = 0; i < calibration.levels().size(); i++) {
      double error = calibration.coverage().get(i) - calibration.levels().get(i);
      worst = Math.abs(error) <= Math.abs(worst) ? worst : error;
    }
    return worst;
  }
}
