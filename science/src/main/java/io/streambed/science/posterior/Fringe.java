package io.streambed.science.posterior;

import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.UnitBox;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Draws around a proposal's support, kept to estimate how much of the posterior lies outside it.
 *
 * <p>Draws come from an equal mixture of the proposal's Gaussian, or of the prior in its box,
 * widened 1.25, 2 and 4 times; those inside the support weigh nothing. With h the mixture's
 * density, the mean over all draws of 1[outside] p(u) exp s(u) / h(u) estimates the posterior's
 * unnormalised mass outside. A mode that is farther than about four times the support's radius is
 * not seen.
 */
final class Fringe {
  private static final double[] SCALES = {1.25, 2, 4};

  private final double[] x;

  /** log p(u) - log h(u) outside the support, negative infinity inside, shape [S]. */
  private final double[] logRatios;

  private Fringe(double[] x, double[] logRatios) {
    this.x = x;
    this.logRatios = logRatios;
  }

  /** Around an ellipsoid, in unbounded coordinates. */
  static Fringe around(
      Prior prior, GaussianProposal proposal, int size, UniformRandomProvider random) {
    int parameters = prior.size();
    GaussianDensity gaussian = new GaussianDensity(proposal.mean(), proposal.covariance());
    ContinuousSampler normal = GaussianDensity.normal(random);
    double[] u = new double[size * parameters];
    double[] x = new double[size * parameters];
    double[] logRatios = new double[size];
    for (int s = 0; s < size; s++) {
      gaussian.sample(SCALES[s % SCALES.length], normal, u, s);
      double[] row = Arrays.copyOfRange(u, s * parameters, (s + 1) * parameters);
      System.arraycopy(prior.fromUnbounded(row), 0, x, s * parameters, parameters);
      logRatios[s] =
          proposal.contains(row)
              ? Double.NEGATIVE_INFINITY
              : prior.logDensityUnbounded(row) - logMixture(gaussian, u, s);
    }
    return new Fringe(x, logRatios);
  }

  /** Around a box: what is drawn is the prior, so p / h depends on the widened boxes alone. */
  static Fringe around(Prior prior, UnitBox box, int size, UniformRandomProvider random) {
    int parameters = prior.size();
    UnitBox[] boxes = Arrays.stream(SCALES).mapToObj(box::widened).toArray(UnitBox[]::new);
    double[] x = new double[size * parameters];
    double[] logRatios = new double[size];
    for (int s = 0; s < size; s++) {
      double[] row = boxes[s % boxes.length].sample(prior, random);
      System.arraycopy(row, 0, x, s * parameters, parameters);
      double[] u = prior.toUnbounded(row);
      logRatios[s] =
          box.contains(prior, u)
              ? Double.NEGATIVE_INFINITY
              : -LogWeights.logMean(
                  Arrays.stream(boxes)
                      .mapToDouble(
                          wide ->
                              wide.contains(prior, u)
                                  ? -wide.logVolume()
                                  : Double.NEGATIVE_INFINITY)
                      .toArray());
    }
    return new Fringe(x, logRatios);
  }

  private static double logMixture(GaussianDensity gaussian, double[] u, int row) {
    double[] parts = new double[SCALES.length];
    for (int k = 0; k < SCALES.length; k++) {
      parts[k] = gaussian.logDensity(SCALES[k], u, row);
    }
    return LogWeights.logMean(parts);
  }

  /** How many draws. */
  int size() {
    return logRatios.length;
  }

  /** All draws in own units, [size, P] row-major; not to be changed. */
  double[] draws() {
    return x;
  }

  /**
   * log of the posterior's unnormalised mass outside the support, ∫ p exp s, nats.
   *
   * @param scores s of all draws, shape [size]
   */
  double logMass(double[] scores) {
    double[] logWeights = LogWeights.finiteOrNone(scores);
    for (int s = 0; s < logWeights.length; s++) {
      logWeights[s] += logRatios[s];
    }
    return LogWeights.logMean(logWeights);
  }
}
