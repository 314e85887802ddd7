package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.LogNormalDistribution;

/**
 * Log-normal: log x is normal with mean {@code logMean} and deviation {@code logDeviation}. u is
 * log x, the standard coordinate (log x - logMean) / logDeviation.
 */
public record LogNormal(double logMean, double logDeviation) implements Distribution {

  /**
   * @throws IllegalArgumentException unless the mean of the log is finite and its deviation
   *     positive and finite
   */
  public LogNormal {
    if (!Double.isFinite(logMean) || !(logDeviation > 0) || !Double.isFinite(logDeviation)) {
      throw new IllegalArgumentException(
          "expected a finite logMean and logDeviation > 0 of a log-normal distribution, got %s and %s"
              .formatted(logMean, logDeviation));
    }
  }

  @Override
  public double logDensity(double x) {
    return LogNormalDistribution.of(logMean, logDeviation).logDensity(x);
  }

  @Override
  public double sample(UniformRandomProvider random) {
    double normal = ZigguratSampler.NormalizedGaussian.of(random).sample();
    return fromUnbounded(logMean + logDeviation * normal);
  }

  @Override
  public double lower() {
    return 0;
  }

  @Override
  public double upper() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double toUnbounded(double x) {
    return support().toUnbounded(x);
  }

  @Override
  public double fromUnbounded(double u) {
    return support().fromUnbounded(u);
  }

  @Override
  public double logJacobian(double u) {
    return support().logJacobian(u);
  }

  @Override
  public double logDensitySlope(double u) {
    return (logMean - u) / (logDeviation * logDeviation);
  }

  @Override
  public double toStandard(double x) {
    return (Math.log(x) - logMean) / logDeviation;
  }

  @Override
  public double fromStandard(double c) {
    return fromUnbounded(logMean + logDeviation * c);
  }

  @Override
  public double standardSlope(double x) {
    return 1 / (logDeviation * x);
  }

  @Override
  public double cumulative(double x) {
    return LogNormalDistribution.of(logMean, logDeviation).cumulativeProbability(x);
  }

  @Override
  public double quantile(double share) {
    return support()
        .clamp(LogNormalDistribution.of(logMean, logDeviation).inverseCumulativeProbability(share));
  }

  private Support support() {
    return new Support(lower(), upper());
  }
}
