package io.streambed.science.prior;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;

/**
 * A normal distribution cut to an interval. u is log(x - lower), or the logit of the position
 * between two finite ends; the standard coordinate is u less its mean over its deviation, both
 * under this distribution.
 */
public final class TruncatedNormal implements Distribution {

  /**
   * Redraws before inversion takes over: rejection is faster where most of the normal lies inside.
   */
  private static final int REDRAWS = 16;

  /** Equal-mass cells of the midpoint rule for the moments of u. */
  private static final int CELLS = 1024;

  private final double mean;
  private final double deviation;
  private final Support support;
  private final TruncatedNormalDistribution distribution;
  private final double unboundedMean;
  private final double unboundedDeviation;

  /**
   * @param mean of the normal before the cut
   * @param deviation of the normal before the cut, above 0
   * @param lower lower end, may be negative infinity
   * @param upper upper end, may be infinity
   * @throws IllegalArgumentException unless mean and deviation are finite, deviation > 0, lower <
   *     upper, some of the normal's mass lies between the ends, and 64-bit numbers resolve it there
   */
  public TruncatedNormal(double mean, double deviation, double lower, double upper) {
    if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
      throw new IllegalArgumentException(
          "expected a finite mean and deviation > 0 of a truncated normal distribution, got %s and %s"
              .formatted(mean, deviation));
    }
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "expected lower < upper of a truncated normal distribution, got %s and %s"
              .formatted(lower, upper));
    }
    this.mean = mean;
    this.deviation = deviation;
    support = new Support(lower, upper);
    distribution = cut(mean, deviation, support);
    double[] u = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      u[cell] = support.toUnbounded(quantile((cell + 0.5) / CELLS));
    }
    unboundedMean = Arrays.stream(u).sum() / CELLS;
    double squares = Arrays.stream(u).map(v -> (v - unboundedMean) * (v - unboundedMean)).sum();
    unboundedDeviation = Math.sqrt(squares / CELLS);
    if (!(unboundedDeviation > 0) || !Double.isFinite(unboundedDeviation)) {
      throw new IllegalArgumentException(
          "expected N(%s, %s²) between %s and %s to be wide enough for 64-bit numbers, got deviation %s in unbounded coordinates"
              .formatted(mean, deviation, lower, upper, unboundedDeviation));
    }
  }

  private static TruncatedNormalDistribution cut(double mean, double deviation, Support support) {
    try {
      return TruncatedNormalDistribution.of(mean, deviation, support.lower(), support.upper());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected some mass of N(%s, %s²) between %s and %s, got none"
              .formatted(mean, deviation, support.lower(), support.upper()),
          e);
    }
  }

  /** Mean of the normal before the cut. */
  public double mean() {
    return mean;
  }

  /** Deviation of the normal before the cut. */
  public double deviation() {
    return deviation;
  }

  @Override
  public double lower() {
    return support.lower();
  }

  @Override
  public double upper() {
    return support.upper();
  }

  @Override
  public double logDensity(double x) {
    return distribution.logDensity(x);
  }

  @Override
  public double sample(UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    for (int draw = 0; draw < REDRAWS; draw++) {
      double x = mean + deviation * gaussian.sample();
      if (support.contains(x)) {
        return x;
      }
    }
    return quantile(((random.nextLong() >>> 12) + 0.5) * 0x1p-52);
  }

  @Override
  public double toUnbounded(double x) {
    return support.toUnbounded(x);
  }

  @Override
  public double fromUnbounded(double u) {
    return support.fromUnbounded(u);
  }

  @Override
  public double logJacobian(double u) {
    return support.logJacobian(u);
  }

  @Override
  public double logDensitySlope(double u) {
    double byX = (mean - support.fromUnbounded(u)) / (deviation * deviation);
    return byX * Math.exp(support.logJacobian(u)) + support.logJacobianSlope(u);
  }

  @Override
  public double toStandard(double x) {
    return (toUnbounded(x) - unboundedMean) / unboundedDeviation;
  }

  @Override
  public double fromStandard(double c) {
    return fromUnbounded(unboundedMean + unboundedDeviation * c);
  }

  @Override
  public double standardSlope(double x) {
    return Math.exp(-support.logJacobian(toUnbounded(x))) / unboundedDeviation;
  }

  @Override
  public double cumulative(double x) {
    return distribution.cumulativeProbability(x);
  }

  @Override
  public double quantile(double share) {
    return support.clamp(distribution.inverseCumulativeProbability(share));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TruncatedNormal that
        && Double.compare(mean, that.mean) == 0
        && Double.compare(deviation, that.deviation) == 0
        && support.equals(that.support);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mean, deviation, support);
  }

  @Override
  public String toString() {
    return "TruncatedNormal[mean=%s, deviation=%s, lower=%s, upper=%s]"
        .formatted(mean, deviation, lower(), upper());
  }
}
