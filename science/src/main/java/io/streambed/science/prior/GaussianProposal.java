package io.streambed.science.prior;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A Gaussian in unbounded coordinates, cut to the ellipsoid that holds a given share of its mass:
 * d²(u) = (u - mean)' covariance⁻¹ (u - mean) at most the quantile of chi-squared with P degrees of
 * freedom. The cut keeps proposal and pairs on one compact support, outside which nothing is
 * claimed. Immutable.
 */
public final class GaussianProposal implements Proposal {

  /** Redraws before the radius is drawn by inversion; reached with probability (1 - mass)^32. */
  private static final int REDRAWS = 32;

  /** Lets a point on the boundary survive the rounding of u -> x -> u. */
  private static final double ROUNDING = 1e-9;

  private final int id;
  private final double[] mean;
  private final double[] covariance;
  private final double supportMass;
  private final CholeskyFactor factor;
  private final double squaredRadius;
  private final double logNormaliser;

  private GaussianProposal(int id, double[] mean, double[] covariance, double supportMass) {
    this.id = id;
    this.mean = mean;
    this.covariance = covariance;
    this.supportMass = supportMass;
    factor = CholeskyFactor.of(covariance, mean.length);
    squaredRadius =
        ChiSquaredDistribution.of(mean.length).inverseCumulativeProbability(supportMass);
    logNormaliser =
        factor.logDeterminant() + 0.5 * mean.length * Math.log(2 * Math.PI) + Math.log(supportMass);
  }

  /**
   * @param id number of the round, at least 1 (0 is the prior)
   * @param mean in unbounded coordinates, shape [P]; copied
   * @param covariance in unbounded coordinates, shape [P, P] row-major, symmetric, already widened;
   *     copied
   * @param supportMass share of the Gaussian's mass inside the cut, above 0 and at most 1 (no cut)
   * @throws IllegalArgumentException if a shape or a range is wrong or the covariance is not
   *     positive definite
   */
  public static GaussianProposal of(
      int id, double[] mean, double[] covariance, double supportMass) {
    if (id < 1) {
      throw new IllegalArgumentException("expected the id of a round, at least 1, got " + id);
    }
    if (mean.length == 0 || covariance.length != mean.length * mean.length) {
      throw new IllegalArgumentException(
          "expected mean [P] and covariance [P, P], got %d and %d values"
              .formatted(mean.length, covariance.length));
    }
    if (!Arrays.stream(mean).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected a finite mean, got " + Arrays.toString(mean));
    }
    if (!(supportMass > 0 && supportMass <= 1)) {
      throw new IllegalArgumentException("expected 0 < supportMass <= 1, got " + supportMass);
    }
    return new GaussianProposal(id, mean.clone(), covariance.clone(), supportMass);
  }

  /**
   * The Gaussian with the mean and {@code spread}² times the covariance of weighted draws.
   *
   * @param id number of the round, at least 1
   * @param prior whose unbounded coordinates the draws are in; gives P
   * @param uRows draws in unbounded coordinates, shape [S, P] row-major
   * @param weights weights of the draws, shape [S], not negative, sum above 0
   * @param spread factor on the deviations, above 0
   * @param supportMass as in {@link #of}
   * @throws IllegalArgumentException if a shape or a range is wrong, or a coordinate is the same in
   *     all draws
   */
  public static GaussianProposal around(
      int id, Prior prior, double[] uRows, double[] weights, double spread, double supportMass) {
    WeightedMoments moments = WeightedMoments.of(uRows, weights, prior.size());
    return of(id, moments.mean(), moments.covariance(spread), supportMass);
  }

  @Override
  public int id() {
    return id;
  }

  /** A copy of the mean in unbounded coordinates, shape [P]. */
  public double[] mean() {
    return mean.clone();
  }

  /** A copy of the covariance before the cut, in unbounded coordinates, shape [P, P] row-major. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** Share of the Gaussian's mass inside the cut. */
  public double supportMass() {
    return supportMass;
  }

  /** Whether unbounded coordinates {@code u}, shape [P], are inside the cut. */
  public boolean contains(double[] u) {
    return inside(squaredDistance(u));
  }

  @Override
  public double[] sample(Prior prior, UniformRandomProvider random) {
    requireSize(prior.size());
    return prior.fromUnbounded(factor.transform(mean, standardDraw(random)));
  }

  /** {@inheritDoc} Normalised: the constant is log 1. */
  @Override
  public double logDensityUnbounded(Prior prior, double[] u) {
    double distance = squaredDistance(u);
    return inside(distance) ? -0.5 * distance - logNormaliser : Double.NEGATIVE_INFINITY;
  }

  private double squaredDistance(double[] u) {
    requireSize(u.length);
    return factor.squaredDistance(mean, u);
  }

  private boolean inside(double squaredDistance) {
    return squaredDistance <= squaredRadius * (1 + ROUNDING);
  }

  /** A standard normal vector, shape [P], given that its squared length is within the radius. */
  private double[] standardDraw(UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    double[] z = new double[mean.length];
    double squares = Double.POSITIVE_INFINITY;
    for (int draw = 0; draw < REDRAWS; draw++) {
      squares = 0;
      for (int p = 0; p < z.length; p++) {
        z[p] = gaussian.sample();
        squares += z[p] * z[p];
      }
      if (squares <= squaredRadius) {
        return z;
      }
    }
    // The direction is independent of the length, so keep it and draw the length from its own law.
    double quantile = supportMass * random.nextDouble();
    double target = ChiSquaredDistribution.of(z.length).inverseCumulativeProbability(quantile);
    double scale = Math.sqrt(target / squares);
    for (int p = 0; p < z.length; p++) {
      z[p] *= scale;
    }
    return z;
  }

  private void requireSize(int size) {
    if (size != mean.length) {
      throw new IllegalArgumentException(
          "expected parameters of shape [%d], got [%d]".formatted(mean.length, size));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianProposal that
        && id == that.id
        && Double.compare(supportMass, that.supportMass) == 0
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(covariance, that.covariance);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, supportMass, Arrays.hashCode(mean), Arrays.hashCode(covariance));
  }

  @Override
  public String toString() {
    return "GaussianProposal[id=%d, mean=%s, supportMass=%s]"
        .formatted(id, Arrays.toString(mean), supportMass);
  }
}
