package io.streambed.science.posterior;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * One transition of Hamiltonian Monte Carlo (Neal 2011, arXiv 1206.1901) for many chains at once:
 * with u = m + L v, L a Cholesky factor of the metric, a momentum r ~ N(0, I) and leapfrog steps of
 * size ε in v,
 *
 * <p>r += ε/2 L' g(u), u += ε L r, r += ε/2 L' g(u),
 *
 * <p>then accepted with probability min(1, exp(log π(u') - r'²/2 - log π(u) + r²/2)). Reversible
 * and volume-preserving whatever g is, so that the target stays even with inexact slopes; a path
 * that leaves the support is rejected, there and back alike.
 */
final class HamiltonianMove {
  private final SlopedTarget target;
  private final int chunk;
  private final Deadline deadline;
  private final UniformRandomProvider random;
  private final ContinuousSampler normal;

  HamiltonianMove(SlopedTarget target, int chunk, Deadline deadline, UniformRandomProvider random) {
    this.target = target;
    this.chunk = chunk;
    this.deadline = deadline;
    this.random = random;
    this.normal = GaussianDensity.normal(random);
  }

  /**
   * Moves every chain in place.
   *
   * @param step ε, above 0
   * @param leaps leapfrog steps, at least 1
   * @return the mean probability of acceptance, 0 to 1; -1 if the deadline passed, with the chains
   *     valid but not all moved
   */
  double transition(Chains chains, GaussianDensity metric, double step, int leaps) {
    int size = chains.particles.size;
    double sum = 0;
    for (int from = 0; from < size; from += chunk) {
      int count = Math.min(chunk, size - from);
      double part = part(chains, from, count, metric, step, leaps);
      if (part < 0) {
        return -1;
      }
      sum += part;
    }
    return sum / size;
  }

  private double part(
      Chains chains, int from, int count, GaussianDensity metric, double step, int leaps) {
    int p = target.parameters();
    Chains path = chains.part(from, count);
    double[] momenta = new double[count * p];
    double[] logRatios = new double[count];
    for (int i = 0; i < count; i++) {
      for (int q = 0; q < p; q++) {
        momenta[i * p + q] = normal.sample();
      }
      logRatios[i] = kinetic(momenta, i, p) - path.particles.logWeight[i];
    }
    boolean[] lost = new boolean[count];
    for (int leap = 0; leap < leaps; leap++) {
      if (deadline.passed()) {
        return -1;
      }
      leap(path, momenta, metric, step);
      for (int i = 0; i < count; i++) {
        lost[i] |= path.particles.logWeight[i] == Double.NEGATIVE_INFINITY;
      }
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double uniform = random.nextDouble();
      logRatios[i] += path.particles.logWeight[i] - kinetic(momenta, i, p);
      double probability = lost[i] ? 0 : Math.min(1, Math.exp(logRatios[i]));
      // A ratio that is not a number is no reason to move.
      if (uniform < probability) {
        chains.set(from + i, path, i);
      }
      sum += Double.isNaN(probability) ? 0 : probability;
    }
    return sum;
  }

  /** One leapfrog step of all rows. */
  void leap(Chains path, double[] momenta, GaussianDensity metric, double step) {
    int size = path.particles.size;
    for (int i = 0; i < size; i++) {
      metric.addPulled(0.5 * step, path.slopes, momenta, i);
      metric.addCarried(step, momenta, path.particles.u, i);
    }
    path.evaluate(target);
    for (int i = 0; i < size; i++) {
      metric.addPulled(0.5 * step, path.slopes, momenta, i);
    }
  }

  /** r² / 2. */
  static double kinetic(double[] momenta, int row, int p) {
    return 0.5 * Arrays.stream(momenta, row * p, (row + 1) * p).map(r -> r * r).sum();
  }
}
