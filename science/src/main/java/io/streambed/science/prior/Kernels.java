package io.streambed.science.prior;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A mixture of Gaussians of equal weight and one covariance, in unbounded coordinates: the mean
 * over k of N(u; u_k, C). Immutable.
 */
public final class Kernels {

  /** A kernel so many nats below the nearest one is lost in the rounding of their sum. */
  private static final double NEGLIGIBLE = 40;

  private final int parameters;
  private final double[] centres;
  private final double[] covariance;
  private final CholeskyFactor factor;
  private final double logPeak;

  /** L⁻¹ u_k, where C = L L', shape [K, P]. */
  private final double[] whitened;

  private Kernels(int parameters, double[] centres, double[] covariance) {
    this.parameters = parameters;
    this.centres = centres;
    this.covariance = covariance;
    factor = CholeskyFactor.of(covariance, parameters);
    int count = centres.length / parameters;
    logPeak = -factor.logDeterminant() - 0.5 * parameters * Math.log(2 * Math.PI) - Math.log(count);
    whitened = new double[centres.length];
    for (int k = 0; k < count; k++) {
      double[] z = factor.solve(new double[parameters], centre(k));
      System.arraycopy(z, 0, whitened, k * parameters, parameters);
    }
  }

  /**
   * @param parameters P, at least 1
   * @param centres u_k, shape [K, P] row-major, K at least 1; copied
   * @param covariance C, shape [P, P] row-major, symmetric; copied
   * @throws IllegalArgumentException if a shape is wrong, a centre is not finite, or the covariance
   *     is not positive definite
   */
  public static Kernels of(int parameters, double[] centres, double[] covariance) {
    if (parameters < 1
        || centres.length == 0
        || centres.length % parameters != 0
        || covariance.length != parameters * parameters) {
      throw new IllegalArgumentException(
          "expected centres [K, %1$d] and covariance [%1$d, %1$d], got %2$d and %3$d values"
              .formatted(parameters, centres.length, covariance.length));
    }
    if (!Arrays.stream(centres).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected finite centres of kernels");
    }
    return new Kernels(parameters, centres.clone(), covariance.clone());
  }

  /**
   * Kernels around some of many weighted draws, each picked as often as its weight says, to one (by
   * systematic resampling). Their covariance is that of all draws times the square of c n^(-1 / (P
   * + 4)), n the number of kernels (Scott 1992, doi:10.1002/9780470316849).
   *
   * @param prior whose unbounded coordinates the draws are in; gives P
   * @param uRows draws in unbounded coordinates, shape [S, P] row-major
   * @param weights shape [S], not negative, sum above 0
   * @param count n, at least 1
   * @param spread c, above 0
   * @param random the only source of randomness
   * @throws IllegalArgumentException if a shape or a range is wrong, or a coordinate is the same in
   *     all draws
   */
  public static Kernels around(
      Prior prior,
      double[] uRows,
      double[] weights,
      int count,
      double spread,
      UniformRandomProvider random) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 kernel, got " + count);
    }
    int size = prior.size();
    WeightedMoments moments = WeightedMoments.of(uRows, weights, size);
    double step = Arrays.stream(weights).sum() / count;
    double position = step * random.nextDouble();
    double passed = weights[0];
    double[] centres = new double[count * size];
    for (int k = 0, s = 0; k < count; k++, position += step) {
      while (passed <= position && s < weights.length - 1) {
        passed += weights[++s];
      }
      System.arraycopy(uRows, s * size, centres, k * size, size);
    }
    double scott = Math.pow(count, -1.0 / (size + 4));
    return of(size, centres, moments.covariance(spread * scott));
  }

  /**
   * One Gaussian of the moments of weighted draws, its deviations {@code widening} times theirs.
   *
   * @param prior whose unbounded coordinates the draws are in; gives P
   * @param uRows draws in unbounded coordinates, shape [S, P] row-major
   * @param weights shape [S], not negative, sum above 0
   * @param widening above 0
   * @throws IllegalArgumentException as {@link #around}
   */
  public static Kernels gaussian(Prior prior, double[] uRows, double[] weights, double widening) {
    WeightedMoments moments = WeightedMoments.of(uRows, weights, prior.size());
    return of(prior.size(), moments.mean(), moments.covariance(widening));
  }

  /** P. */
  public int parameters() {
    return parameters;
  }

  /** K. */
  public int count() {
    return centres.length / parameters;
  }

  /** A copy, shape [K, P] row-major. */
  public double[] centres() {
    return centres.clone();
  }

  /** A copy of the covariance of each, shape [P, P] row-major. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** One draw in unbounded coordinates, shape [P]. */
  public double[] sample(UniformRandomProvider random) {
    double[] centre = centre(random.nextInt(count()));
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] z = new double[parameters];
    for (int p = 0; p < z.length; p++) {
      z[p] = gaussian.sample();
    }
    return factor.transform(centre, z);
  }

  /** log of the density, nats, at unbounded coordinates {@code u}, shape [P]. */
  public double logDensity(double[] u) {
    double[] z = factor.solve(new double[parameters], u);
    double[] exponents = new double[count()];
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < exponents.length; k++) {
      double squares = 0;
      for (int p = 0; p < parameters; p++) {
        double d = z[p] - whitened[k * parameters + p];
        squares += d * d;
      }
      exponents[k] = -0.5 * squares;
      highest = Math.max(highest, exponents[k]);
    }
    double sum = 0;
    for (double exponent : exponents) {
      if (exponent > highest - NEGLIGIBLE) {
        sum += Math.exp(exponent - highest);
      }
    }
    return logPeak + highest + Math.log(sum);
  }

  private double[] centre(int k) {
    return Arrays.copyOfRange(centres, k * parameters, (k + 1) * parameters);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Kernels that
        && Arrays.equals(centres, that.centres)
        && Arrays.equals(covariance, that.covariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centres) + Arrays.hashCode(covariance);
  }
}
