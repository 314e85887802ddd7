package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The benchmark's bernoulli_glm (arXiv 2101.04653): a neuron that answers a known stimulus with
 * spikes in 100 bins, spike_t ~ Bernoulli(1 / (1 + exp(-(X φ)_t))), seen through their sufficient
 * statistic y = X' spikes.
 *
 * <p>X, shape [100, 10]: a column of ones, then the stimulus of 0, 1, .., 8 bins before, zero
 * before the first. Parameters, P = 10, dimensionless: the offset, then the filter; usually N(0, 2)
 * and, with F = D² + diag(sqrt(i / 9)) for i = 0 to 8 and D the identity less the subdiagonal, N(0,
 * (F' F)⁻¹). Data, shape [10].
 */
public final class BernoulliGlm implements TractableSimulator {
  private static final int PARAMETERS = 10;

  /** X, shape [T, P] row-major, from the benchmark's own stimulus (MIT licence beside the file). */
  private static final double[] DESIGN = design(StoredNumbers.lines("bernoulli-glm-stimulus.csv"));

  private static final int BINS = DESIGN.length / PARAMETERS;

  @Override
  public String name() {
    return "bernoulli-glm";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(PARAMETERS);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    boolean[] spikes = new boolean[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      spikes[bin] = random.nextDouble() < 1 / (1 + Math.exp(-logit(parameters, bin)));
    }
    return summary(spikes);
  }

  /**
   * log p(y | φ) - log h(y) = y · φ - Σ_t log(1 + exp((X φ)_t)), nats. Left out: h(y), the number
   * of spike trains with that summary.
   */
  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double sum = 0;
    for (int p = 0; p < PARAMETERS; p++) {
      sum += y.get(p) * parameters.get(p);
    }
    for (int bin = 0; bin < BINS; bin++) {
      double logit = logit(parameters, bin);
      // log(1 + exp(logit)) without overflow.
      sum -= Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    }
    return sum;
  }

  /** X' spikes, shape [P], of spikes [T]. */
  static Data summary(boolean[] spikes) {
    double[] sums = new double[PARAMETERS];
    for (int bin = 0; bin < BINS; bin++) {
      for (int p = 0; spikes[bin] && p < PARAMETERS; p++) {
        sums[p] += DESIGN[bin * PARAMETERS + p];
      }
    }
    float[] y = new float[PARAMETERS];
    for (int p = 0; p < PARAMETERS; p++) {
      y[p] = (float) sums[p];
    }
    return Data.of(y);
  }

  private static double logit(Parameters parameters, int bin) {
    double sum = 0;
    for (int p = 0; p < PARAMETERS; p++) {
      sum += DESIGN[bin * PARAMETERS + p] * parameters.get(p);
    }
    return sum;
  }

  private static double[] design(double[] stimulus) {
    double[] design = new double[stimulus.length * PARAMETERS];
    for (int bin = 0; bin < stimulus.length; bin++) {
      design[bin * PARAMETERS] = 1;
      for (int delay = 0; delay <= Math.min(bin, PARAMETERS - 2); delay++) {
        design[bin * PARAMETERS + 1 + delay] = stimulus[bin - delay];
      }
    }
    return design;
  }
}
