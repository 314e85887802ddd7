package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The benchmark's sir (arXiv 2101.04653): an epidemic among N = 1,000,000, one of them infected at
 * day 0. S' = -β S I / N, I' = β S I / N - γ I, time in days; at days 0, 17, .., 153 a thousand
 * people are tested: y ~ Binomial(1000, I / N).
 *
 * <p>Parameters, P = 2: β (contacts, per day) and γ (recoveries, per day), both above 0, usually β
 * ~ LogN(log 0.4, 0.5) and γ ~ LogN(log 0.125, 0.2). Data, shape [10]: counts from 0 to 1,000.
 */
public final class Sir implements TractableSimulator {
  static final int OBSERVATIONS = 10;
  static final double SPACING = 17;
  static final double INFECTED_AT_START = 1e-6;
  private static final int TESTED = 1000;

  /**
   * Step times the faster rate. Against Dormand-Prince 8(5,3) over 300 draws of the usual prior the
   * worst relative error of I is below 1e-6.
   */
  private static final double STEP = 0.05;

  /** Steps after which a run is given up, tens of milliseconds; the prior's draws take hundreds. */
  private static final int MOST_STEPS = 1_000_000;

  @Override
  public String name() {
    return "sir";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(OBSERVATIONS);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    double[] infected = infected(parameters);
    float[] y = new float[OBSERVATIONS];
    for (int i = 0; i < OBSERVATIONS; i++) {
      y[i] = positives(infected[i], random);
    }
    return Data.of(y);
  }

  /**
   * A draw of Binomial(1000, share) by the waiting times from one success to the next (Devroye
   * 1986, X.4.3): of a size of 1000 times share on average, exact for the smallest shares.
   */
  private static int positives(double share, UniformRandomProvider random) {
    if (share == 0) {
      return 0;
    }
    DiscreteSampler failures = GeometricSampler.of(random, share);
    int positives = 0;
    long tested = 1L + failures.sample();
    while (tested <= TESTED) {
      positives++;
      tested += 1L + failures.sample();
    }
    return positives;
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double[] infected = infected(parameters);
    double sum = 0;
    for (int i = 0; i < OBSERVATIONS; i++) {
      int count = (int) y.get(i);
      sum +=
          count == y.get(i)
              ? BinomialDistribution.of(TESTED, infected[i]).logProbability(count)
              : Double.NEGATIVE_INFINITY;
    }
    return sum;
  }

  /** I / N at the days of the tests, shape [10]; NaN from where a million steps would not do. */
  static double[] infected(Parameters parameters) {
    double beta = parameters.get(0);
    double gamma = parameters.get(1);
    RungeKutta4.Rate derivative =
        (state, rate) -> {
          double infections = beta * state[0] * state[1];
          rate[0] = -infections;
          rate[1] = infections - gamma * state[1];
        };
    RateLimitedSteps steps =
        new RateLimitedSteps(2, derivative, state -> Math.max(beta, gamma), STEP, MOST_STEPS);
    double[] state = {1 - INFECTED_AT_START, INFECTED_AT_START};
    double[] infected = new double[OBSERVATIONS];
    for (int i = 0; i < OBSERVATIONS; i++) {
      if (i > 0) {
        steps.advance(state, SPACING);
      }
      infected[i] = Math.min(Math.max(state[1], 0), 1);
    }
    return infected;
  }
}
