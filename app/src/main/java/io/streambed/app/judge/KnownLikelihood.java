package io.streambed.app.judge;

import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.LogSumExp;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Parameters;
import io.streambed.science.RatioEstimator.Candidates;
import io.streambed.science.diagnostics.ForwardDivergence;
import io.streambed.science.network.Estimators;
import io.streambed.science.posterior.PosteriorEstimator;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.Simulator;
import io.streambed.science.simulator.TractableSimulator;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * KL(reference || model) and log ratios of amortised models whose simulator's likelihood is known.
 * Owns an estimator; to be closed.
 */
public final class KnownLikelihood implements AutoCloseable {
  /** Draws of the prior behind both normalisers; enough for some nine nats of information. */
  private static final int PRIOR_DRAWS = 1 << 18;

  /** Of them, behind the normalisers of each of many data. */
  private static final int NORMALISING_DRAWS = 1 << 15;

  private static final int CHUNK = 1 << 14;

  private final TractableSimulator simulator;
  private final PosteriorEstimator estimator;
  private final double[] priorDraws;
  private final int parameters;

  private KnownLikelihood(
      TractableSimulator simulator, PosteriorEstimator estimator, double[] priorDraws) {
    this.simulator = simulator;
    this.estimator = estimator;
    this.priorDraws = priorDraws;
    this.parameters = simulator.parameters();
  }

  /**
   * Of {@code model}; null if the simulator's likelihood is not known, or the model was narrowed to
   * a part of the prior.
   */
  public static @Nullable KnownLikelihood of(ExperimentSettings experiment, ModelSnapshot model) {
    Simulator simulator = experiment.simulator();
    if (!(simulator instanceof TractableSimulator tractable)
        || !(model.proposal() instanceof PriorProposal)) {
      return null;
    }
    return of(tractable, Estimators.load(model), model.prior(), experiment.seed());
  }

  static KnownLikelihood of(
      TractableSimulator simulator, PosteriorEstimator estimator, Prior prior, long seed) {
    return new KnownLikelihood(simulator, estimator, draws(prior, seed));
  }

  private static double[] draws(Prior prior, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    double[] draws = new double[PRIOR_DRAWS * prior.size()];
    for (int i = 0; i < PRIOR_DRAWS; i++) {
      System.arraycopy(prior.sample(random), 0, draws, i * prior.size(), prior.size());
    }
    return draws;
  }

  /**
   * KL, nats.
   *
   * @param data y, the observation
   * @param reference draws of its exact posterior
   */
  public double divergence(Data data, Draws reference) {
    double[] atReference = reference.toArray();
    return ForwardDivergence.of(
        exact(atReference, data),
        learnt(candidates(atReference), data),
        exact(priorDraws, data),
        learnt(candidates(priorDraws), data));
  }

  /**
   * log p(φ | y) - log p(φ) of rows of parameters, exact and learnt.
   *
   * @param exact shape [N]; negative infinity where y is impossible
   * @param learnt shape [N]
   */
  record LogRatios(double[] exact, double[] learnt) {

    /** Whether the first row, and so both normalisers, are finite. */
    boolean areFinite() {
      return Double.isFinite(exact[0]) && Double.isFinite(learnt[0]);
    }
  }

  /** The draws of the prior behind the normalisers of many data, made ready once. */
  final class Normaliser {
    private final double[] bank = Arrays.copyOf(priorDraws, NORMALISING_DRAWS * parameters);
    private final List<Candidates> ready = candidates(bank).toList();

    /**
     * Log ratios, both normalised over the same draws, so that most of the noise of their
     * difference cancels.
     *
     * @param data y
     * @param rows parameters, shape [N, P]
     */
    LogRatios ratios(Data data, double[] rows) {
      return new LogRatios(
          normalised(exact(rows, data), exact(bank, data)),
          normalised(learnt(candidates(rows), data), learnt(ready.stream(), data)));
    }

    private static double[] normalised(double[] scores, double[] atBank) {
      double logMean = LogSumExp.ofMean(atBank);
      return Arrays.stream(scores).map(score -> score - logMean).toArray();
    }
  }

  Normaliser normaliser() {
    return new Normaliser();
  }

  private double[] exact(double[] draws, Data data) {
    ToDoubleFunction<Parameters> logLikelihood = simulator.logLikelihoodOf(data);
    double[] scores = new double[draws.length / parameters];
    for (int i = 0; i < scores.length; i++) {
      double[] row = Arrays.copyOfRange(draws, i * parameters, (i + 1) * parameters);
      scores[i] = logLikelihood.applyAsDouble(Parameters.of(row));
    }
    return scores;
  }

  /** Rows of parameters, made ready a chunk at a time, each when it is asked for. */
  private Stream<Candidates> candidates(double[] draws) {
    int count = draws.length / parameters;
    return IntStream.iterate(0, from -> from < count, from -> from + CHUNK)
        .mapToObj(
            from -> {
              int to = Math.min(from + CHUNK, count);
              double[] part = Arrays.copyOfRange(draws, from * parameters, to * parameters);
              return estimator.candidates(part, to - from);
            });
  }

  private static double[] learnt(Stream<Candidates> chunks, Data data) {
    DoubleStream.Builder scores = DoubleStream.builder();
    chunks.forEach(
        chunk -> {
          for (float score : chunk.scores(List.of(data))) {
            scores.add(score);
          }
        });
    return scores.build().toArray();
  }

  @Override
  public void close() {
    estimator.close();
  }
}
