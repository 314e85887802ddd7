package io.streambed.science.prior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * One parameter, or several that follow each other and depend on each other, independent of all
 * others of the prior. Each method reads or writes {@link #size} values from an offset on; input
 * and output may be the same array at the same offset.
 *
 * <p>The coordinates x, u and the standard ones are those of {@link Distribution}.
 */
public sealed interface Block permits Distribution, MultivariateNormal {

  /** Parameters in this block. */
  int size();

  /** log p(x) with respect to x, nats; negative infinity outside the support. */
  double logDensity(double[] x, int offset);

  /** One draw, to {@code x}. */
  void sample(UniformRandomProvider random, double[] x, int offset);

  /** u(x): maps the open support to all of R^size. */
  void toUnbounded(double[] x, double[] u, int offset);

  /** x(u), the inverse of {@link #toUnbounded}. */
  void fromUnbounded(double[] u, double[] x, int offset);

  /** log |dx/du| at u. */
  double logJacobian(double[] u, int offset);

  /** Standard coordinates: close to mean 0, deviation 1 and uncorrelated under this block. */
  void toStandard(double[] x, int offset, double[] c, int cOffset);

  /**
   * The inverse of {@link #toStandard}; where there is none, x outside the support.
   *
   * @param c from {@code cOffset} on
   * @param x from {@code offset} on
   */
  void fromStandard(double[] c, int cOffset, double[] x, int offset);

  /** log |dc/dx| of the standard coordinates c at x, inside the support. */
  double logStandardSlope(double[] x, int offset);

  /**
   * Unit coordinates q, uniform on the unit cube under this block: the share of the distribution
   * below x, for several parameters that of each whitened one. They resolve about 1e-16.
   */
  void toUnit(double[] x, double[] q, int offset);

  /** The inverse of {@link #toUnit}, each q within (0, 1). */
  void fromUnit(double[] q, double[] x, int offset);

  /** Slopes by u of log p(x(u)) + log |dx/du|, nats per unit of u. */
  void logDensitySlopes(double[] u, double[] slopes, int offset);

  /**
   * Turns slopes of some function by the standard coordinates into its slopes by x, in place: times
   * dc/dx, transposed.
   */
  void pullBackStandard(double[] x, int offset, double[] slopes);

  /** Turns slopes of some function by x into its slopes by u, in place: times dx/du, transposed. */
  void pullBackUnbounded(double[] u, int offset, double[] slopes);
}
