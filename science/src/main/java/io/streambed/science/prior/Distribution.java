package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A continuous distribution of one parameter, with a map of its support to the real line.
 *
 * <p>Four coordinates of a value: x in its own unit; u on the whole real line, where samplers and
 * proposals work; the standard coordinate, of mean 0 and deviation 1 under the distribution, which
 * the networks see; and the unit coordinate, the share of the distribution below x, in which
 * proposals are cut.
 */
public sealed interface Distribution extends Block
    permits Uniform, Normal, TruncatedNormal, LogNormal {

  /** log p(x) with respect to x, nats; negative infinity outside the support. */
  double logDensity(double x);

  /** One draw. */
  double sample(UniformRandomProvider random);

  /** Lower end of the support; may be negative infinity. */
  double lower();

  /** Upper end of the support; may be infinity. */
  double upper();

  /** u(x): maps the open support to the real line, strictly increasing. */
  double toUnbounded(double x);

  /** x(u), the inverse of {@link #toUnbounded}. */
  double fromUnbounded(double u);

  /** log dx/du at u, so that log p(u) = log p(x(u)) + log dx/du. */
  double logJacobian(double u);

  /** Slope at u of log p(x(u)) + log dx/du, the log density in u; nats per unit of u. */
  double logDensitySlope(double u);

  /** The standard coordinate of x: close to mean 0 and deviation 1 under this distribution. */
  double toStandard(double x);

  /** The inverse of {@link #toStandard}; where there is none, a number outside the support. */
  double fromStandard(double c);

  /** Slope of the standard coordinate at x, above 0, per unit of x. */
  double standardSlope(double x);

  /** Share of the distribution at or below x, 0 to 1. */
  double cumulative(double x);

  /** The inverse of {@link #cumulative}, for shares within (0, 1); inside the support. */
  double quantile(double share);

  @Override
  default int size() {
    return 1;
  }

  @Override
  default double logDensity(double[] x, int offset) {
    return logDensity(x[offset]);
  }

  @Override
  default void sample(UniformRandomProvider random, double[] x, int offset) {
    x[offset] = sample(random);
  }

  @Override
  default void toUnbounded(double[] x, double[] u, int offset) {
    u[offset] = toUnbounded(x[offset]);
  }

  @Override
  default void fromUnbounded(double[] u, double[] x, int offset) {
    x[offset] = fromUnbounded(u[offset]);
  }

  @Override
  default double logJacobian(double[] u, int offset) {
    return logJacobian(u[offset]);
  }

  @Override
  default void toStandard(double[] x, int offset, double[] c, int cOffset) {
    c[cOffset] = toStandard(x[offset]);
  }

  @Override
  default void fromStandard(double[] c, int cOffset, double[] x, int offset) {
    x[offset] = fromStandard(c[cOffset]);
  }

  @Override
  default double logStandardSlope(double[] x, int offset) {
    return Math.log(standardSlope(x[offset]));
  }

  @Override
  default void toUnit(double[] x, double[] q, int offset) {
    q[offset] = cumulative(x[offset]);
  }

  @Override
  default void fromUnit(double[] q, double[] x, int offset) {
    x[offset] = quantile(q[offset]);
  }

  @Override
  default void logDensitySlopes(double[] u, double[] slopes, int offset) {
    slopes[offset] = logDensitySlope(u[offset]);
  }

  @Override
  default void pullBackUnbounded(double[] u, int offset, double[] slopes) {
    slopes[offset] *= Math.exp(logJacobian(u[offset]));
  }

  @Override
  default void pullBackStandard(double[] x, int offset, double[] slopes) {
    slopes[offset] *= standardSlope(x[offset]);
  }
}
