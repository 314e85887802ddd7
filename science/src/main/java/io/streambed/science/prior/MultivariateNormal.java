package io.streambed.science.prior;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * N(mean, covariance) of K parameters. u is x itself; the standard coordinates are L⁻¹ (x - mean)
 * with L L' the covariance. Immutable.
 */
public final class MultivariateNormal implements Block {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private final double[] mean;
  private final double[] covariance;
  private final CholeskyFactor factor;

  private MultivariateNormal(double[] mean, double[] covariance) {
    this.mean = mean;
    this.covariance = covariance;
    factor = CholeskyFactor.of(covariance, mean.length);
  }

  /**
   * @param mean shape [K]; copied
   * @param covariance shape [K, K] row-major; copied
   * @throws IllegalArgumentException unless the shapes match, all is finite, and the covariance is
   *     symmetric and positive definite
   */
  public static MultivariateNormal of(double[] mean, double[] covariance) {
    requireShapes(mean, covariance, "covariance");
    return new MultivariateNormal(mean.clone(), covariance.clone());
  }

  /**
   * As {@link #of}, from the inverse of the covariance.
   *
   * @param precision shape [K, K] row-major, symmetric and positive definite
   */
  public static MultivariateNormal ofPrecision(double[] mean, double[] precision) {
    requireShapes(mean, precision, "precision");
    CholeskyFactor.of(precision, mean.length); // refuses what is not a precision
    DMatrixRMaj inverse = new DMatrixRMaj(mean.length, mean.length, true, precision.clone());
    CommonOps_DDRM.invert(inverse);
    double[] covariance = new double[precision.length];
    for (int row = 0; row < mean.length; row++) {
      for (int column = 0; column < mean.length; column++) {
        // The mean of both triangles: rounding differs between them.
        covariance[row * mean.length + column] =
            (inverse.get(row, column) + inverse.get(column, row)) / 2;
      }
    }
    return new MultivariateNormal(mean.clone(), covariance);
  }

  private static void requireShapes(double[] mean, double[] matrix, String name) {
    if (mean.length == 0 || matrix.length != mean.length * mean.length) {
      throw new IllegalArgumentException(
          "expected mean [K] and %s [K, K] of a multivariate normal distribution, got %d and %d values"
              .formatted(name, mean.length, matrix.length));
    }
    if (!Arrays.stream(mean).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected a finite mean, got " + Arrays.toString(mean));
    }
  }

  @Override
  public int size() {
    return mean.length;
  }

  /** A copy, shape [K]. */
  public double[] mean() {
    return mean.clone();
  }

  /** A copy, shape [K, K] row-major. */
  public double[] covariance() {
    return covariance.clone();
  }

  @Override
  public double logDensity(double[] x, int offset) {
    double squaredDistance = factor.squaredDistance(mean, part(x, offset));
    return -0.5 * (squaredDistance + mean.length * Math.log(2 * Math.PI)) - factor.logDeterminant();
  }

  @Override
  public void sample(UniformRandomProvider random, double[] x, int offset) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] z = new double[mean.length];
    for (int k = 0; k < z.length; k++) {
      z[k] = gaussian.sample();
    }
    System.arraycopy(factor.transform(mean, z), 0, x, offset, z.length);
  }

  @Override
  public void toUnbounded(double[] x, double[] u, int offset) {
    System.arraycopy(x, offset, u, offset, mean.length);
  }

  @Override
  public void fromUnbounded(double[] u, double[] x, int offset) {
    System.arraycopy(u, offset, x, offset, mean.length);
  }

  @Override
  public double logJacobian(double[] u, int offset) {
    return 0;
  }

  @Override
  public void toStandard(double[] x, int offset, double[] c, int cOffset) {
    double[] z = factor.solve(mean, part(x, offset));
    System.arraycopy(z, 0, c, cOffset, z.length);
  }

  @Override
  public void fromStandard(double[] c, int cOffset, double[] x, int offset) {
    double[] z = Arrays.copyOfRange(c, cOffset, cOffset + mean.length);
    System.arraycopy(factor.transform(mean, z), 0, x, offset, mean.length);
  }

  @Override
  public double logStandardSlope(double[] x, int offset) {
    return -factor.logDeterminant();
  }

  @Override
  public void toUnit(double[] x, double[] q, int offset) {
    double[] z = factor.solve(mean, part(x, offset));
    for (int k = 0; k < z.length; k++) {
      q[offset + k] = STANDARD.cumulativeProbability(z[k]);
    }
  }

  @Override
  public void fromUnit(double[] q, double[] x, int offset) {
    double[] z = part(q, offset);
    for (int k = 0; k < z.length; k++) {
      z[k] = STANDARD.inverseCumulativeProbability(z[k]);
    }
    System.arraycopy(factor.transform(mean, z), 0, x, offset, z.length);
  }

  @Override
  public void logDensitySlopes(double[] u, double[] slopes, int offset) {
    double[] slope = factor.solveTransposed(factor.solve(mean, part(u, offset)));
    for (int k = 0; k < slope.length; k++) {
      slopes[offset + k] = -slope[k];
    }
  }

  @Override
  public void pullBackUnbounded(double[] u, int offset, double[] slopes) {
    // x is u.
  }

  @Override
  public void pullBackStandard(double[] x, int offset, double[] slopes) {
    double[] byX = factor.solveTransposed(part(slopes, offset));
    System.arraycopy(byX, 0, slopes, offset, byX.length);
  }

  private double[] part(double[] x, int offset) {
    return Arrays.copyOfRange(x, offset, offset + mean.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultivariateNormal that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(covariance, that.covariance);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(mean), Arrays.hashCode(covariance));
  }

  @Override
  public String toString() {
    return "MultivariateNormal[mean=%s, covariance=%s]"
        .formatted(Arrays.toString(mean), Arrays.toString(covariance));
  }
}
