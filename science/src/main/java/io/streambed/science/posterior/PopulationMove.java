package io.streambed.science.posterior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Metropolis-Hastings moves of a population at one temperature. The halves move in turn, each with
 * proposals made from the other half at rest, so that a sweep leaves the target of the whole
 * population exactly as it is; moving all at once would not.
 */
final class PopulationMove {

  /** How a candidate is made. */
  enum Kind {
    /** u + γ (a - b), a and b of the other half, γ about 2.38 / √(2 P): differential evolution. */
    DIFFERENCE,
    /** u + (a - b): carries a particle from one mode to another. */
    JUMP,
    /**
     * A draw of the Student t distribution with the other half's mean and covariance, whatever u
     * is. Its tails are longer than most targets', so that no particle is stuck in one.
     */
    FITTED
  }

  private static final int JUMP_NOISE = 1000;

  /** ν of the fitted Student t. */
  private static final int FREEDOM = 5;

  private final TemperedTarget target;
  private final int chunk;
  private final Deadline deadline;
  private final UniformRandomProvider random;
  private final ContinuousSampler normal;

  PopulationMove(
      TemperedTarget target, int chunk, Deadline deadline, UniformRandomProvider random) {
    this.target = target;
    this.chunk = chunk;
    this.deadline = deadline;
    this.random = random;
    this.normal = GaussianDensity.normal(random);
  }

  /**
   * One move of every particle.
   *
   * @return how many were accepted; -1 if the deadline passed, with the population valid but not
   *     all moved
   */
  int sweep(Kind kind, Particles particles, double temperature) {
    int middle = particles.size / 2;
    int first = half(kind, particles, temperature, 0, middle, middle, particles.size);
    if (first < 0) {
      return -1;
    }
    int second = half(kind, particles, temperature, middle, particles.size, 0, middle);
    return second < 0 ? -1 : first + second;
  }

  private int half(
      Kind kind, Particles particles, double t, int from, int to, int restFrom, int restTo) {
    int p = particles.parameters;
    GaussianDensity fit = GaussianDensity.fit(particles.u, p, restFrom, restTo);
    int accepted = 0;
    for (int start = from; start < to; start += chunk) {
      if (deadline.passed()) {
        return -1;
      }
      int count = Math.min(chunk, to - start);
      Particles candidates = new Particles(count, p);
      double[] logHastings = new double[count];
      for (int i = 0; i < count; i++) {
        if (kind == Kind.FITTED) {
          fit.sample(studentScale(), normal, candidates.u, i);
          logHastings[i] =
              logStudent(fit, particles.u, start + i) - logStudent(fit, candidates.u, i);
        } else {
          difference(kind, particles, start + i, restFrom, restTo, candidates.u, i);
        }
      }
      target.evaluate(candidates.u, count, candidates.logBase, candidates.logWeight);
      for (int i = 0; i < count; i++) {
        double logRatio =
            logTarget(candidates, i, t) - logTarget(particles, start + i, t) + logHastings[i];
        if (Math.log(random.nextDouble()) < logRatio) {
          particles.set(start + i, candidates, i);
          accepted++;
        }
      }
    }
    return accepted;
  }

  /** A Gaussian draw times this is Student t with unit covariance: √((ν - 2) / χ²(ν)). */
  private double studentScale() {
    double squares = 0;
    for (int i = 0; i < FREEDOM; i++) {
      double z = normal.sample();
      squares += z * z;
    }
    return Math.sqrt((FREEDOM - 2) / squares);
  }

  /** log of that density, up to a constant. */
  private static double logStudent(GaussianDensity fit, double[] u, int row) {
    double squares = fit.squaredDistance(u, row);
    return -0.5 * (FREEDOM + fit.parameters()) * Math.log1p(squares / (FREEDOM - 2));
  }

  private void difference(
      Kind kind, Particles particles, int i, int from, int to, double[] candidate, int row) {
    int p = particles.parameters;
    int a = from + random.nextInt(to - from);
    int b = from + random.nextInt(to - from - 1);
    b += b >= a ? 1 : 0;
    // The step's length is drawn apart from the particles, so that there and back are equally
    // likely.
    double step =
        kind == Kind.JUMP
            ? 1 + normal.sample() / JUMP_NOISE
            : 2.38 / Math.sqrt(2.0 * p) * (0.5 + random.nextDouble());
    for (int j = 0; j < p; j++) {
      candidate[row * p + j] =
          particles.u[i * p + j] + step * (particles.u[a * p + j] - particles.u[b * p + j]);
    }
  }

  private static double logTarget(Particles particles, int i, double t) {
    double logWeight = particles.logWeight[i];
    // At temperature 0 an impossible candidate would be 0 times infinity.
    return logWeight == Double.NEGATIVE_INFINITY
        ? Double.NEGATIVE_INFINITY
        : particles.logBase[i] + t * logWeight;
  }
}
