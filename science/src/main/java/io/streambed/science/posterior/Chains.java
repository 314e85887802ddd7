package io.streambed.science.posterior;

/** N chains side by side: where each is, with its log density (as log w) and slopes there. */
final class Chains {
  final Particles particles;

  /** Slopes of the log density by u, [N, P] row-major. */
  final double[] slopes;

  private Chains(Particles particles) {
    this.particles = particles;
    this.slopes = new double[particles.u.length];
  }

  /** At rows of u, [N, P] row-major, evaluated {@code chunk} at a time. */
  static Chains at(double[] u, SlopedTarget target, int chunk) {
    int p = target.parameters();
    Chains chains = new Chains(new Particles(u.length / p, p));
    System.arraycopy(u, 0, chains.particles.u, 0, u.length);
    for (int from = 0; from < chains.particles.size; from += chunk) {
      int count = Math.min(chunk, chains.particles.size - from);
      Chains part = new Chains(new Particles(count, p));
      System.arraycopy(u, from * p, part.particles.u, 0, count * p);
      part.evaluate(target);
      for (int i = 0; i < count; i++) {
        chains.set(from + i, part, i);
      }
    }
    return chains;
  }

  /** Copies of chains {@code from} to {@code from + count - 1}. */
  Chains part(int from, int count) {
    Chains part = new Chains(new Particles(count, particles.parameters));
    for (int i = 0; i < count; i++) {
      part.set(i, this, from + i);
    }
    return part;
  }

  /** Overwrites chain {@code i} by chain {@code k} of others. */
  void set(int i, Chains other, int k) {
    int p = particles.parameters;
    particles.set(i, other.particles, k);
    System.arraycopy(other.slopes, k * p, slopes, i * p, p);
  }

  /** Brings log densities and slopes up to the coordinates. */
  void evaluate(SlopedTarget target) {
    target.evaluate(particles.u, particles.size, particles.logWeight, slopes);
  }
}
