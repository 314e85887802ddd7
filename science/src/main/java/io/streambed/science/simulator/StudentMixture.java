package io.streambed.science.simulator;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A mixture of K equally likely multivariate Student-t distributions of two degrees of freedom in D
 * dimensions: x = location + L z / sqrt(g) with z ~ N(0, I) and 2 g ~ chi-squared(2), that is g ~
 * Exp(1). Immutable.
 */
final class StudentMixture {
  private static final double DEGREES = 2;

  private final int dimension;
  private final double[] locations;
  private final double[] factors;
  private final double[] logNormalisers;

  /**
   * @param dimension D
   * @param locations shape [K, D] row-major
   * @param factors L, shape [K, D, D] row-major, lower triangular without a 0 on the diagonal
   */
  StudentMixture(int dimension, double[] locations, double[] factors) {
    if (locations.length == 0
        || locations.length % dimension != 0
        || factors.length != locations.length * dimension) {
      throw new IllegalArgumentException(
          "expected locations [K, %d] and factors [K, %d, %d], got %d and %d values"
              .formatted(dimension, dimension, dimension, locations.length, factors.length));
    }
    this.dimension = dimension;
    this.locations = locations.clone();
    this.factors = factors.clone();
    logNormalisers = new double[locations.length / dimension];
    for (int k = 0; k < logNormalisers.length; k++) {
      double sum =
          LogGamma.value(DEGREES / 2)
              - LogGamma.value((DEGREES + dimension) / 2)
              + 0.5 * dimension * Math.log(DEGREES * Math.PI);
      for (int d = 0; d < dimension; d++) {
        // A sign on the diagonal changes nothing: the law depends on L L' alone.
        sum += Math.log(Math.abs(factor(k, d, d)));
      }
      logNormalisers[k] = sum;
    }
  }

  /** One draw, shape [D]. */
  double[] sample(UniformRandomProvider random) {
    int k = random.nextInt(logNormalisers.length);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double scale = 1 / Math.sqrt(ZigguratSampler.Exponential.of(random).sample());
    double[] z = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      z[d] = scale * gaussian.sample();
    }
    double[] x = Arrays.copyOfRange(locations, k * dimension, (k + 1) * dimension);
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column <= row; column++) {
        x[row] += factor(k, row, column) * z[column];
      }
    }
    return x;
  }

  /** log p(x), nats, at x, shape [D]. */
  double logDensity(double[] x) {
    double[] logs = new double[logNormalisers.length];
    for (int k = 0; k < logs.length; k++) {
      double power = (DEGREES + dimension) / 2;
      logs[k] = -power * Math.log1p(squaredDistance(k, x) / DEGREES) - logNormalisers[k];
    }
    double highest = Arrays.stream(logs).max().orElseThrow();
    double sum = Arrays.stream(logs).map(log -> Math.exp(log - highest)).sum();
    return highest + Math.log(sum / logs.length);
  }

  /** |L⁻¹ (x - location)|², by forward substitution. */
  private double squaredDistance(int k, double[] x) {
    double[] z = new double[dimension];
    double squares = 0;
    for (int row = 0; row < dimension; row++) {
      double rest = x[row] - locations[k * dimension + row];
      for (int column = 0; column < row; column++) {
        rest -= factor(k, row, column) * z[column];
      }
      z[row] = rest / factor(k, row, row);
      squares += z[row] * z[row];
    }
    return squares;
  }

  private double factor(int k, int row, int column) {
    return factors[(k * dimension + row) * dimension + column];
  }
}
