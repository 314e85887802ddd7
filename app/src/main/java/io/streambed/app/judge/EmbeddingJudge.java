package io.streambed.app.judge;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.result.EmbeddingSummary;
import io.streambed.science.Data;
import io.streambed.science.EmbeddingEstimator;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Outcome;
import io.streambed.science.diagnostics.HeldOutRegression;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.SimulationRun;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of the parameters a model's embedding of data holds in linear form. */
public final class EmbeddingJudge {
  /** So many pairs are simulated; a third of those that come is held out of the fit. */
  static final int PAIRS = 3000;

  /** The fit has so many pairs for each of its coefficients. */
  private static final int PAIRS_FOR_A_COEFFICIENT = 4;

  /** Data embedded at once: some are large. */
  static final int CHUNK = 256;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private EmbeddingJudge() {}

  /**
   * R² of each parameter, in the prior's standard coordinates, by linear regression on f(y), over
   * fresh pairs of the model's proposal: at most 3,000, simulated within 20 s; the same each time
   * unless that limit strikes.
   *
   * @return null if the model has no embedding, or too few pairs came to fit
   */
  public static @Nullable EmbeddingSummary of(ExperimentPlan plan, ModelSnapshot model) {
    try (PosteriorEstimator estimator = Estimators.load(model)) {
      return estimator instanceof EmbeddingEstimator embedding
          ? of(embedding, model.prior(), pairs(plan, model))
          : null;
    }
  }

  /** The same over given pairs. */
  static @Nullable EmbeddingSummary of(
      EmbeddingEstimator estimator, Prior prior, List<Outcome.Pair> pairs) {
    int fitted = 2 * pairs.size() / 3;
    if (fitted < PAIRS_FOR_A_COEFFICIENT * (estimator.embedding() + 1)) {
      return null;
    }
    double[] x = new double[pairs.size() * prior.size()];
    for (int n = 0; n < pairs.size(); n++) {
      prior.toStandard(pairs.get(n).parameters().toArray(), 0, x, n * prior.size());
    }
    double[] f = embed(estimator, pairs.stream().map(Outcome.Pair::data).toList());
    List<Double> determined = HeldOutRegression.of(f, x, pairs.size(), fitted);
    return EmbeddingSummary.of(prior.space(), determined, fitted, pairs.size() - fitted);
  }

  /** f(y) of {@code data}, shape [N, E] row-major. */
  public static double[] embed(EmbeddingEstimator estimator, List<Data> data) {
    int size = estimator.embedding();
    double[] values = new double[data.size() * size];
    for (int from = 0; from < data.size(); from += CHUNK) {
      int first = from * size;
      float[] f = estimator.embedData(data.subList(from, Math.min(from + CHUNK, data.size())));
      for (int i = 0; i < f.length; i++) {
        values[first + i] = f[i];
      }
    }
    return values;
  }

  private static List<Outcome.Pair> pairs(ExperimentPlan plan, ModelSnapshot model) {
    return BoundedRuns.of(
            run ->
                SimulationRun.execute(
                    plan.experiment().simulator(),
                    model.prior(),
                    model.proposal(),
                    plan.experiment().seed(),
                    run),
            BoundedRuns.FIRST + PredictiveJudge.RUNS,
            PAIRS,
            plan.simulator().workers(),
            LIMIT)
        .pairs();
  }
}
