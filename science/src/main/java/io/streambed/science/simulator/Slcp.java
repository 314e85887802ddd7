package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The benchmark's slcp, simple likelihood and complex posterior (arXiv 2101.04653), usually with
 * U[-3, 3]⁵ as prior: four independent points from N(m, S) with m = (φ1, φ2), s1 = φ3², s2 = φ4², ρ
 * = tanh φ5 and S = [[s1², ρ s1 s2], [ρ s1 s2, s2²]] + 1e-6 I. Five dimensionless parameters, data
 * of shape [4, 2]. The signs of φ3 and φ4 are not seen: the posterior has four modes.
 */
public final class Slcp implements TractableSimulator {
  static final int POINTS = 4;

  /** Added to both variances. */
  private static final double LEAST_VARIANCE = 1e-6;

  @Override
  public String name() {
    return "slcp";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 5;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(POINTS, 2);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    Law law = Law.of(parameters);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    float[] y = new float[2 * POINTS];
    for (int point = 0; point < POINTS; point++) {
      double z = gaussian.sample();
      y[2 * point] = (float) (law.mean1 + law.factor11 * z);
      y[2 * point + 1] = (float) (law.mean2 + law.factor21 * z + law.factor22 * gaussian.sample());
    }
    return Data.of(y, POINTS, 2);
  }

  @Override
  public double logLikelihood(Parameters parameters, Data y) {
    Law law = Law.of(parameters);
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      sum += law.logDensity(y.get(2 * point), y.get(2 * point + 1));
    }
    return sum;
  }

  /** N(m, S) of one point, with the lower triangular factor of S. */
  private record Law(
      double mean1, double mean2, double factor11, double factor21, double factor22) {

    static Law of(Parameters parameters) {
      double s1 = parameters.get(2) * parameters.get(2);
      double s2 = parameters.get(3) * parameters.get(3);
      double variance1 = s1 * s1 + LEAST_VARIANCE;
      double variance2 = s2 * s2 + LEAST_VARIANCE;
      double covariance = Math.tanh(parameters.get(4)) * s1 * s2;
      double factor11 = Math.sqrt(variance1);
      double factor21 = covariance / factor11;
      double factor22 = Math.sqrt((variance1 * variance2 - covariance * covariance) / variance1);
      return new Law(parameters.get(0), parameters.get(1), factor11, factor21, factor22);
    }

    double logDensity(double y1, double y2) {
      double z1 = (y1 - mean1) / factor11;
      double z2 = (y2 - mean2 - factor21 * z1) / factor22;
      return -0.5 * (z1 * z1 + z2 * z2) - Math.log(2 * Math.PI * factor11 * factor22);
    }
  }
}
