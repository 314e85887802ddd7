package io.streambed.science.posterior;

/**
 * A population on the tempered path: N particles in unbounded coordinates with their two log
 * densities.
 */
final class Particles {
  final int size;
  final int parameters;

  /** Coordinates, [N, P] row-major. */
  final double[] u;

  /** log p~(u), [N]. */
  final double[] logBase;

  /** log w(u), [N]. */
  final double[] logWeight;

  Particles(int size, int parameters) {
    this.size = size;
    this.parameters = parameters;
    this.u = new double[size * parameters];
    this.logBase = new double[size];
    this.logWeight = new double[size];
  }

  /** The draws of a bank that {@code indices} name, with log w as given for the whole bank. */
  static Particles of(Bank bank, TemperedTarget target, double[] logWeights, int[] indices) {
    Particles particles = new Particles(indices.length, bank.parameters());
    for (int i = 0; i < indices.length; i++) {
      double[] row = target.toUnbounded(bank.draw(indices[i]));
      System.arraycopy(row, 0, particles.u, i * row.length, row.length);
      particles.logBase[i] = target.logBase(row);
      particles.logWeight[i] = logWeights[indices[i]];
    }
    return particles;
  }

  /** Copies of the particles that {@code indices} name. */
  Particles select(int[] indices) {
    Particles selected = new Particles(indices.length, parameters);
    for (int i = 0; i < indices.length; i++) {
      selected.set(i, this, indices[i]);
    }
    return selected;
  }

  /** Overwrites particle {@code i} by particle {@code k} of another population. */
  void set(int i, Particles other, int k) {
    System.arraycopy(other.u, k * parameters, u, i * parameters, parameters);
    logBase[i] = other.logBase[k];
    logWeight[i] = other.logWeight[k];
  }

  /**
   * The largest correlation over the coordinates between this population and what it was at {@code
   * start}, [N, P]; 1 where a coordinate has no spread.
   */
  double correlation(double[] start) {
    double largest = -1;
    for (int p = 0; p < parameters; p++) {
      double meanNow = 0;
      double meanThen = 0;
      for (int i = p; i < u.length; i += parameters) {
        meanNow += u[i] / size;
        meanThen += start[i] / size;
      }
      double now = 0;
      double then = 0;
      double both = 0;
      for (int i = p; i < u.length; i += parameters) {
        double a = u[i] - meanNow;
        double b = start[i] - meanThen;
        now += a * a;
        then += b * b;
        both += a * b;
      }
      double correlation = both / Math.sqrt(now * then);
      largest = Math.max(largest, Double.isNaN(correlation) ? 1 : correlation);
    }
    return largest;
  }

  /**
   * Mean over particles of how often their parent was picked: Σ m² / N, 1 if none was picked twice.
   */
  static double multiplicity(int[] ascendingIndices) {
    double squares = 0;
    int run = 0;
    for (int i = 0; i < ascendingIndices.length; i++) {
      boolean same = i > 0 && ascendingIndices[i] == ascendingIndices[i - 1];
      run = same ? run + 1 : 1;
      squares += 2 * run - 1;
    }
    return squares / ascendingIndices.length;
  }
}
