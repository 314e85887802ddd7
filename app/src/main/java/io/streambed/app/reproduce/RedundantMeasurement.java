package io.streambed.app.reproduce;

import io.streambed.app.reproduce.Evidence.Answer;
import io.streambed.science.Draws;
import io.streambed.science.Outcome;
import io.streambed.science.diagnostics.EmulatorSensitivity;
import io.streambed.science.diagnostics.KolmogorovSmirnov;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.TanhProjection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much one trial's model listens to parameters that the simulator does not read.
 *
 * @param informative Q, the first so many parameters are read, the others are not
 * @param gradientNorms mean over draws of the prior of |dg / dφ_p| times the deviation of φ_p, [P]
 * @param changeInformative mean length of the change of g when the first Q parameters are redrawn
 * @param changeRedundant the same for the others
 * @param distances Kolmogorov-Smirnov distance of each parameter's posterior from its prior, [N][P]
 *     for N observations
 * @param bands largest distance by chance of each observation's redundant parameters, [N]
 */
record RedundantMeasurement(
    int informative,
    List<Double> gradientNorms,
    double changeInformative,
    double changeRedundant,
    List<List<Double>> distances,
    List<Double> bands) {
  private static final int DRAWS = 4096;

  /** Probability with which any distance of draws of the prior itself would be out of its band. */
  static final double FALSE_ALARM = 0.01;

  static RedundantMeasurement of(Evidence evidence, ExactPosterior exact) {
    TanhProjection simulator = Critics.simulator(evidence);
    int informative = simulator.informative();
    int parameters = simulator.parameters();
    double[] x =
        evidence.freshPairs(DRAWS).stream()
            .map(Outcome.Pair::parameters)
            .flatMapToDouble(phi -> Arrays.stream(phi.toArray()))
            .toArray();
    // As many distances share the false alarm (Bonferroni).
    double alpha = FALSE_ALARM / (evidence.answers().size() * (parameters - informative));
    try (PosteriorEstimator estimator = evidence.estimator()) {
      EmulatorSensitivity sensitivity =
          new EmulatorSensitivity(Critics.embeddings(estimator), x, parameters);
      return new RedundantMeasurement(
          informative,
          sensitivity.gradientNorms(),
          sensitivity.change(0, informative),
          sensitivity.change(informative, parameters),
          evidence.answers().stream().map(answer -> distances(answer, exact)).toList(),
          evidence.answers().stream()
              .map(answer -> answer.posterior().trust().effectiveSampleSize())
              .map(size -> KolmogorovSmirnov.critical(alpha, size))
              .toList());
    }
  }

  private static List<Double> distances(Answer answer, ExactPosterior exact) {
    Draws draws = answer.posterior().draws();
    return IntStream.range(0, draws.parameters())
        .mapToObj(p -> KolmogorovSmirnov.distance(positions(draws, p, exact.interval(p))))
        .toList();
  }

  /** Where draws stand in the prior's interval, 0 to 1. */
  static double[] positions(Draws draws, int p, Uniform interval) {
    double[] positions = draws.column(p);
    for (int s = 0; s < positions.length; s++) {
      double share = (positions[s] - interval.lower()) / (interval.upper() - interval.lower());
      positions[s] = Math.min(1, Math.max(0, share));
    }
    return positions;
  }

  /** Largest gradient norm of a redundant parameter over the mean of the informative ones. */
  double gradientShare() {
    return Collections.max(gradientNorms.subList(informative, gradientNorms.size()))
        / meanInformativeNorm();
  }

  /** Mean gradient norm of the informative parameters. */
  double meanInformativeNorm() {
    return gradientNorms.subList(0, informative).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  /** Change of g with the redundant block over that with the informative one. */
  double changeShare() {
    return changeRedundant / changeInformative;
  }

  /** Largest distance of a redundant parameter over its observation's band. */
  double distanceOverBand() {
    double largest = 0;
    for (int n = 0; n < bands.size(); n++) {
      List<Double> row = distances.get(n);
      double worst = Collections.max(row.subList(informative, row.size()));
      largest = Math.max(largest, worst / bands.get(n));
    }
    return largest;
  }
}
