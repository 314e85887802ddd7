package io.streambed.app.reproduce;

import io.streambed.app.judge.EmbeddingJudge;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.diagnostics.BoxGrid;
import io.streambed.science.diagnostics.HeldOutRegression;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.simulator.TanhProjection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one trial's model knows of the sufficient statistic t = B' y, and how close its posteriors
 * come to the exact ones.
 *
 * @param statistic t by linear regression on f(y), over pairs that neither training nor fit saw
 * @param embedding f(y) by linear regression on t, over the same
 * @param divergences KL(exact || learnt) of each of some fresh observations, nats
 * @param information KL(exact posterior || prior) of the same on average, nats
 * @param exact that they were compared with
 */
record UnimodalMeasurement(
    HeldOutRegression statistic,
    HeldOutRegression embedding,
    List<Double> divergences,
    double information,
    ExactPosterior exact) {
  private static final int PAIRS = 3000;
  private static final int FITTED = 2000;
  private static final int POSTERIORS = 16;
  private static final int CELLS = 64;

  static UnimodalMeasurement of(Evidence evidence) {
    TanhProjection simulator = Critics.simulator(evidence);
    ExactPosterior exact =
        new ExactPosterior(
            simulator, evidence.plan().experiment().prior(), simulator.informative(), CELLS);
    List<Data> data = evidence.freshPairs(PAIRS).stream().map(Outcome.Pair::data).toList();
    double[] t =
        data.stream().flatMapToDouble(y -> Arrays.stream(simulator.statistic(y))).toArray();
    List<double[]> masses = new ArrayList<>();
    for (Data y : data.subList(0, POSTERIORS)) {
      masses.add(exact.masses(y));
    }
    try (PosteriorEstimator estimator = evidence.estimator()) {
      double[] f = EmbeddingJudge.embed(Critics.embeddings(estimator), data);
      return new UnimodalMeasurement(
          HeldOutRegression.fit(f, t, PAIRS, FITTED),
          HeldOutRegression.fit(t, f, PAIRS, FITTED),
          divergences(estimator, exact.grid(), data.subList(0, POSTERIORS), masses),
          masses.stream().mapToDouble(exact::information).average().orElseThrow(),
          exact);
    }
  }

  private static List<Double> divergences(
      PosteriorEstimator estimator, BoxGrid grid, List<Data> data, List<double[]> exact) {
    float[] scores = estimator.candidates(grid.points(), grid.size()).scores(data);
    List<Double> divergences = new ArrayList<>();
    for (int n = 0; n < data.size(); n++) {
      int from = n * grid.size();
      double[] learnt = new double[grid.size()];
      Arrays.setAll(learnt, i -> scores[from + i]);
      divergences.add(BoxGrid.divergence(exact.get(n), grid.masses(learnt)));
    }
    return divergences;
  }

  /** Mean of the divergences, nats. */
  double divergence() {
    return divergences.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
