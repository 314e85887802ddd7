package io.streambed.app.judge;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.result.DetectionSummary;
import io.streambed.science.Calibration;
import io.streambed.science.Data;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Outcome;
import io.streambed.science.diagnostics.Corruption;
import io.streambed.science.diagnostics.HeldOutClouds;
import io.streambed.science.diagnostics.HeldOutClouds.Distances;
import io.streambed.science.diagnostics.Roc;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.posterior.TrustLimits;
import io.streambed.science.simulator.SimulationRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/** Whether a model's distances tell fresh runs of the simulator from corrupted copies of them. */
public final class DetectionJudge {
  /** So many runs are simulated. */
  static final int RUNS = 1000;

  /** Fewer show no rate of one in a hundred. */
  static final int LEAST = 100;

  /** Values of all data together at most: what is larger is judged on fewer runs. */
  private static final int MOST_VALUES = 4_000_000;

  private static final int POINTS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long FIRST_RUN =
      BoundedRuns.FIRST + PredictiveJudge.RUNS + EmbeddingJudge.PAIRS;

  private DetectionJudge() {}

  /**
   * Figures, and the curves behind them.
   *
   * @param curves of the larger distance, one a corruption, in the order of the summary
   */
  public record Detection(DetectionSummary summary, List<Roc> curves) {
    public Detection {
      curves = List.copyOf(curves);
    }
  }

  /**
   * At most 1,000 runs of the model's proposal, simulated within 10 s, and five corrupted copies of
   * each; the same each time unless that limit strikes.
   *
   * @return null if the model does not know where its data lie, or fewer than 100 runs gave data
   */
  public static @Nullable Detection of(ExperimentPlan plan, ModelSnapshot model) {
    Calibration calibration = model.calibration();
    if (calibration == null) {
      return null;
    }
    int count = Math.min(RUNS, Math.max(LEAST, MOST_VALUES / size(model)));
    long seed = plan.experiment().seed();
    BoundedRuns runs =
        BoundedRuns.of(
            run ->
                SimulationRun.execute(
                    plan.experiment().simulator(), model.prior(), model.proposal(), seed, run),
            FIRST_RUN,
            count,
            plan.simulator().workers(),
            LIMIT);
    List<Data> fresh = runs.pairs().stream().map(Outcome.Pair::data).toList();
    try (PosteriorEstimator estimator = Estimators.load(model)) {
      return of(
          data -> distances(calibration, estimator, model, data),
          plan.inference().trust().distance(),
          fresh,
          runs.missing(),
          RandomSource.PHILOX_4X64.create(seed));
    }
  }

  /** The same over given data. */
  static @Nullable Detection of(
      Function<List<Data>, List<Distances>> distances,
      TrustLimits.Limit limit,
      List<Data> fresh,
      int missing,
      UniformRandomProvider random) {
    if (fresh.size() < LEAST) {
      return null;
    }
    List<Distances> clean = distances.apply(fresh);
    double[] larger = figures(clean, Distances::larger);
    if (Double.isNaN(larger[0])) {
      return null;
    }
    List<DetectionSummary.Detected> found = new ArrayList<>();
    List<Roc> curves = new ArrayList<>();
    for (Corruption corruption : Corruption.values()) {
      List<Distances> corrupted = distances.apply(corruption.of(fresh, random));
      double[] figures = figures(corrupted, Distances::larger);
      Roc curve = Roc.of(larger, figures, POINTS);
      curves.add(curve);
      found.add(
          new DetectionSummary.Detected(
              corruption.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              curve.area(),
              area(clean, corrupted, Distances::data),
              area(clean, corrupted, Distances::embedding),
              Roc.above(figures, limit.doubtful()),
              Roc.above(figures, limit.refused())));
    }
    return new Detection(
        new DetectionSummary(
            fresh.size(),
            missing,
            limit.doubtful(),
            limit.refused(),
            Roc.above(larger, limit.doubtful()),
            Roc.above(larger, limit.refused()),
            found),
        curves);
  }

  private static @Nullable Double area(
      List<Distances> clean, List<Distances> corrupted, ToDoubleFunction<Distances> figure) {
    double[] a = figures(clean, figure);
    return Arrays.stream(a).anyMatch(Double::isNaN)
        ? null
        : Roc.of(a, figures(corrupted, figure), POINTS).area();
  }

  private static double[] figures(List<Distances> of, ToDoubleFunction<Distances> figure) {
    return of.stream().mapToDouble(figure).toArray();
  }

  private static List<Distances> distances(
      Calibration calibration, PosteriorEstimator estimator, ModelSnapshot model, List<Data> data) {
    List<Distances> all = new ArrayList<>();
    for (int from = 0; from < data.size(); from += EmbeddingJudge.CHUNK) {
      all.addAll(
          HeldOutClouds.distances(
              calibration,
              estimator,
              model.estimator().transform(),
              data.subList(from, Math.min(from + EmbeddingJudge.CHUNK, data.size()))));
    }
    return all;
  }

  private static int size(ModelSnapshot model) {
    return model.dataShape().stream().reduce(1, Math::multiplyExact);
  }
}
