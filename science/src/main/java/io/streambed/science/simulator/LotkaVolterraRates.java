package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The benchmark's lotka_volterra (arXiv 2101.04653): only the four rates are unknown, start and
 * noise are given. prey' = (α - β predator) prey, predator' = (-γ + δ prey) predator from (30, 1),
 * seen at times 0, 2.1, .., 18.9: y ~ LogN(log clip(state, 1e-10, 1e4), 0.1).
 *
 * <p>Parameters, P = 4, in the order α, β, γ, δ, per unit of time (β and δ also per animal), all
 * above 0, usually α, γ ~ LogN(-0.125, 0.5) and β, δ ~ LogN(-3, 0.5). Data, shape [20]: ten numbers
 * of prey, then ten of predators.
 */
public final class LotkaVolterraRates implements TractableSimulator {
  static final int TIMES = 10;
  static final double SPACING = 2.1;
  static final double PREY = 30;
  static final double PREDATORS = 1;
  private static final double LEAST = 1e-10;
  private static final double MOST = 1e4;

  /** Deviation of the logarithm. */
  private static final double NOISE = 0.1;

  /**
   * Step times the fastest rate. Against Dormand-Prince 8(5,3) over 300 draws of the usual prior.
   */
  private static final double STEP = 0.03;

  @Override
  public String name() {
    return "lotka-volterra-rates";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 4;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(2 * TIMES);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] medians = medians(parameters);
    float[] y = new float[medians.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (medians[i] * Math.exp(NOISE * gaussian.sample()));
    }
    return Data.of(y);
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double[] medians = medians(parameters);
    double sum = 0;
    for (int i = 0; i < medians.length; i++) {
      if (!(y.get(i) > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      double log = Math.log(y.get(i));
      double z = (log - Math.log(medians[i])) / NOISE;
      sum -= 0.5 * z * z + log;
    }
    return sum - medians.length * Math.log(NOISE * Math.sqrt(2 * Math.PI));
  }

  /** Medians of the data, shape [20]; NaN from where a million steps would not do. */
  static double[] medians(Parameters parameters) {
    double[] states =
        new PredatorPrey(parameters.get(0), parameters.get(1), parameters.get(2), parameters.get(3))
            .states(PREY, PREDATORS, SPACING, TIMES, STEP);
    for (int i = 0; i < states.length; i++) {
      states[i] = Math.min(Math.max(states[i], LEAST), MOST);
    }
    return states;
  }
}
