package io.streambed.app.report;

import io.streambed.app.result.DemoResult;
import io.streambed.science.Calibration;
import io.streambed.science.Draws;
import io.streambed.science.diagnostics.CalibrationCurves;
import io.streambed.science.diagnostics.Roc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a report shows.
 *
 * @param title of the experiment
 * @param sensor whose observation it is
 * @param result figures of the run
 * @param draws of the posterior
 * @param reference draws, or null
 * @param losses of training, by step
 * @param calibration of the model, or null
 * @param curves its distribution functions with their bands
 * @param predictive the record beside simulated data, by channel; empty where there are none
 * @param detection curves of the result's detection, in its order; empty without one
 * @param run what was run, for people: name and value
 */
public record Report(
    String title,
    String sensor,
    DemoResult result,
    Draws draws,
    @Nullable Draws reference,
    List<LossPoint> losses,
    @Nullable Calibration calibration,
    CalibrationCurves curves,
    List<PredictiveChannel> predictive,
    List<Roc> detection,
    Map<String, String> run) {

  public Report {
    losses = List.copyOf(losses);
    predictive = List.copyOf(predictive);
    detection = List.copyOf(detection);
  }
}
