package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Normal with {@code mean} and standard {@code deviation}. u is x itself, the standard coordinate
 * (x - mean) / deviation.
 */
public record Normal(double mean, double deviation) implements Distribution {

  /**
   * @throws IllegalArgumentException unless the mean is finite and the deviation positive and
   *     finite
   */
  public Normal {
    if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "expected a finite mean and deviation > 0 of a normal distribution, got %s and %s"
              .formatted(mean, deviation));
    }
  }

  @Override
  public double logDensity(double x) {
    return NormalDistribution.of(mean, deviation).logDensity(x);
  }

  @Override
  public double sample(UniformRandomProvider random) {
    return mean + deviation * ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  @Override
  public double lower() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double upper() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double toUnbounded(double x) {
    return x;
  }

  @Override
  public double fromUnbounded(double u) {
    return u;
  }

  @Override
  public double logJacobian(double u) {
    return 0;
  }

  @Override
  public double logDensitySlope(double u) {
    return (mean - u) / (deviation * deviation);
  }

  @Override
  public double toStandard(double x) {
    return (x - mean) / deviation;
  }

  @Override
  public double fromStandard(double c) {
    return mean + deviation * c;
  }

  @Override
  public double standardSlope(double x) {
    return 1 / deviation;
  }

  @Override
  public double cumulative(double x) {
    return NormalDistribution.of(mean, deviation).cumulativeProbability(x);
  }

  @Override
  public double quantile(double share) {
    return NormalDistribution.of(mean, deviation).inverseCumulativeProbability(share);
  }
}
