package io.streambed.science.prior;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * p(φ): independent parameters, each with its own distribution.
 *
 * @param space names and units of the parameters, P of them
 * @param distributions one for each parameter, in the order of the space
 */
public record Prior(ParameterSpace space, List<Distribution> distributions) {

  /**
   * @throws IllegalArgumentException if the distributions are not as many as the parameters
   */
  public Prior {
    distributions = List.copyOf(distributions);
    if (distributions.size() != space.size()) {
      throw new IllegalArgumentException(
          "expected a distribution for each of %d parameters %s, got %d"
              .formatted(space.size(), space.names(), distributions.size()));
    }
  }

  /** The prior of {@code space} with one distribution for each parameter, in its order. */
  public static Prior of(ParameterSpace space, List<? extends Distribution> distributions) {
    return new Prior(space, List.copyOf(distributions));
  }

  /** P, the number of parameters. */
  public int size() {
    return distributions.size();
  }

  /** One draw φ, shape [P], in the parameters' own units. */
  public double[] sample(UniformRandomProvider random) {
    double[] x = new double[size()];
    for (int p = 0; p < x.length; p++) {
      x[p] = distributions.get(p).sample(random);
    }
    return x;
  }

  /** log p(x), nats, at x, shape [P], in own units; negative infinity outside the support. */
  public double logDensity(double[] x) {
    requireSize(x);
    double sum = 0;
    for (int p = 0; p < x.length; p++) {
      sum += distributions.get(p).logDensity(x[p]);
    }
    return sum;
  }

  /** log p(u) = log p(x(u)) + log |dx/du|, nats, at unbounded coordinates u, shape [P]. */
  public double logDensityUnbounded(double[] u) {
    requireSize(u);
    double sum = 0;
    for (int p = 0; p < u.length; p++) {
      Distribution distribution = distributions.get(p);
      sum += distribution.logDensity(distribution.fromUnbounded(u[p]));
      sum += distribution.logJacobian(u[p]);
    }
    return sum;
  }

  /** Slopes of {@link #logDensityUnbounded} by each coordinate, nats per unit; both shape [P]. */
  public double[] logDensitySlopes(double[] u) {
    requireSize(u);
    double[] slopes = new double[u.length];
    for (int p = 0; p < u.length; p++) {
      slopes[p] = distributions.get(p).logDensitySlope(u[p]);
    }
    return slopes;
  }

  /** Unbounded coordinates of x, both of shape [P]. */
  public double[] toUnbounded(double[] x) {
    requireSize(x);
    double[] u = new double[x.length];
    for (int p = 0; p < x.length; p++) {
      u[p] = distributions.get(p).toUnbounded(x[p]);
    }
    return u;
  }

  /**
   * Own units of unbounded coordinates u, both of shape [P]; the inverse of {@link #toUnbounded}.
   */
  public double[] fromUnbounded(double[] u) {
    requireSize(u);
    double[] x = new double[u.length];
    for (int p = 0; p < u.length; p++) {
      x[p] = distributions.get(p).fromUnbounded(u[p]);
    }
    return x;
  }

  /**
   * Writes the standard coordinates of one row: P values of {@code x} from {@code offset} on to
   * {@code c} from {@code cOffset} on. The arrays may be the same.
   */
  public void toStandard(double[] x, int offset, double[] c, int cOffset) {
    for (int p = 0; p < size(); p++) {
      c[cOffset + p] = distributions.get(p).toStandard(x[offset + p]);
    }
  }

  private void requireSize(double[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException(
          "expected parameters of shape [%d], got [%d]".formatted(size(), values.length));
    }
  }
}
