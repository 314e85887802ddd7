package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;

/**
 * Uniform on the interval from {@code lower} to {@code upper}. u is the logit of the position
 * between the ends, the standard coordinate (x - midpoint) / (width / sqrt 12).
 */
public record Uniform(double lower, double upper) implements Distribution {

  /**
   * @throws IllegalArgumentException unless both ends are finite, lower below upper, their distance
   *     finite
   */
  public Uniform {
    if (!(lower < upper) || !Double.isFinite(upper - lower)) {
      throw new IllegalArgumentException(
          "expected finite lower < upper of a uniform distribution, got %s and %s"
              .formatted(lower, upper));
    }
  }

  @Override
  public double logDensity(double x) {
    return UniformContinuousDistribution.of(lower, upper).logDensity(x);
  }

  @Override
  public double sample(UniformRandomProvider random) {
    // The middle of one of 2^52 equal cells: never an end, whose u would be infinite.
    double position = ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    return support().clamp(lower + (upper - lower) * position);
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
    return support().logJacobianSlope(u);
  }

  @Override
  public double toStandard(double x) {
    return (x - (lower + (upper - lower) / 2)) / ((upper - lower) / Math.sqrt(12));
  }

  @Override
  public double fromStandard(double c) {
    return lower + (upper - lower) / 2 + (upper - lower) / Math.sqrt(12) * c;
  }

  @Override
  public double standardSlope(double x) {
    return Math.sqrt(12) / (upper - lower);
  }

  @Override
  public double cumulative(double x) {
    return Math.min(Math.max((x - lower) / (upper - lower), 0), 1);
  }

  @Override
  public double quantile(double share) {
    return support().clamp(lower + (upper - lower) * share);
  }

  private Support support() {
    return new Support(lower, upper);
  }
}
