package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The benchmark's gaussian_mixture (arXiv 2101.04653), usually with U[-10, 10]² as prior: y ~ 0.5
 * N(φ, I) + 0.5 N(φ, 0.01 I), both coordinates from the same component. Two dimensionless
 * parameters, data of shape [2]. Its posterior is a spike on a broad base.
 */
public final class GaussianMixture implements TractableSimulator {

  /** Deviations of the two equally likely components. */
  private static final double BROAD = 1;

  private static final double NARROW = 0.1;

  @Override
  public String name() {
    return "gaussian-mixture";
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
    return List.of(2);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    double deviation = random.nextBoolean() ? BROAD : NARROW;
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    return Data.of(
        new float[] {
          (float) (parameters.get(0) + deviation * gaussian.sample()),
          (float) (parameters.get(1) + deviation * gaussian.sample())
        });
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    double first = y.get(0) - parameters.get(0);
    double second = y.get(1) - parameters.get(1);
    double squares = first * first + second * second;
    double broad = logDensity(squares, BROAD);
    double narrow = logDensity(squares, NARROW);
    // log of the mean of two exponentials, from the larger one, which does not underflow.
    return Math.max(broad, narrow) + Math.log1p(Math.exp(-Math.abs(broad - narrow))) - Math.log(2);
  }

  /** Of a Gaussian in two dimensions, at a squared distance from its mean. */
  private static double logDensity(double squares, double deviation) {
    double variance = deviation * deviation;
    return -0.5 * squares / variance - Math.log(2 * Math.PI * variance);
  }
}
