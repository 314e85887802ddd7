package io.streambed.app.benchmark;

import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Parameters;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.TractableSimulator;
import io.streambed.topics.experiment.ExperimentSettings;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How far draws move under a Metropolis kernel that leaves prior x likelihood as it is: draws of
 * that posterior stay put as a whole, those of any other posterior do not.
 *
 * <p>Each draw makes moves in unbounded coordinates along the difference of two other draws (ter
 * Braak 2006), scaled by a factor drawn log-uniformly. Compared before and after are the mean of
 * every coordinate, its mean square around the first mean, and the mean logarithm of the posterior.
 */
final class PosteriorDrift {
  private static final int MOVES = 30;

  private final Prior prior;
  private final ToDoubleFunction<Parameters> logLikelihood;
  private final UniformRandomProvider random = RandomSource.L64_X128_MIX.create(17);
  private final double accepted;
  private final double[] scores;

  private PosteriorDrift(ExperimentSettings experiment, Data data, Draws reference, int draws) {
    prior = experiment.prior();
    logLikelihood = ((TractableSimulator) experiment.simulator()).logLikelihoodOf(data);
    double[][] start = new double[draws][];
    for (int s = 0; s < draws; s++) {
      double[] x = new double[prior.size()];
      for (int p = 0; p < x.length; p++) {
        x[p] = reference.get(s, p);
      }
      start[s] = prior.toUnbounded(x);
    }
    int kept = 0;
    double[][] end = new double[draws][];
    for (int s = 0; s < draws; s++) {
      end[s] = start[s];
      double height = logPosterior(end[s]);
      for (int move = 0; move < MOVES; move++) {
        double[] moved = moved(end[s], start);
        double level = logPosterior(moved);
        if (level - height > Math.log(random.nextDouble())) {
          end[s] = moved;
          height = level;
          kept++;
        }
      }
    }
    accepted = (double) kept / draws;
    scores = scores(start, end);
  }

  /**
   * Moves the first {@code draws} of the reference.
   *
   * @param experiment with a tractable simulator
   */
  static PosteriorDrift of(ExperimentSettings experiment, Data data, Draws reference, int draws) {
    return new PosteriorDrift(experiment, data, reference, draws);
  }

  /**
   * The change of each of the 2 P + 1 figures over its standard error: standard normal if the draws
   * are independent and of the posterior.
   */
  double[] scores() {
    return scores.clone();
  }

  /** The largest of {@link #scores}, without sign. */
  double largest() {
    return Arrays.stream(scores).map(Math::abs).max().orElseThrow();
  }

  /** Accepted moves of a draw, on average. */
  double accepted() {
    return accepted;
  }

  private double logPosterior(double[] u) {
    double[] x = prior.fromUnbounded(u);
    return prior.logDensityUnbounded(u) + logLikelihood.applyAsDouble(Parameters.of(x));
  }

  private double[] moved(double[] u, double[][] others) {
    double[] one = others[random.nextInt(others.length)];
    double[] two = others[random.nextInt(others.length)];
    double scale = Math.exp(random.nextDouble(Math.log(0.02), 0));
    double[] moved = u.clone();
    for (int p = 0; p < u.length; p++) {
      moved[p] += scale * (one[p] - two[p]);
    }
    return moved;
  }

  private double[] scores(double[][] start, double[][] end) {
    int size = prior.size();
    double[] scores = new double[2 * size + 1];
    double[] change = new double[start.length];
    for (int p = 0; p < size; p++) {
      int column = p;
      double mean = Arrays.stream(start).mapToDouble(u -> u[column]).average().orElseThrow();
      for (int s = 0; s < change.length; s++) {
        change[s] = end[s][p] - start[s][p];
      }
      scores[p] = score(change);
      for (int s = 0; s < change.length; s++) {
        double before = start[s][p] - mean;
        double after = end[s][p] - mean;
        change[s] = after * after - before * before;
      }
      scores[size + p] = score(change);
    }
    for (int s = 0; s < change.length; s++) {
      change[s] = logPosterior(end[s]) - logPosterior(start[s]);
    }
    scores[2 * size] = score(change);
    return scores;
  }

  private static double score(double[] change) {
    double mean = Arrays.stream(change).average().orElseThrow();
    double square = Arrays.stream(change).map(c -> (c - mean) * (c - mean)).sum();
    return mean / Math.sqrt(square / change.length / change.length);
  }
}
