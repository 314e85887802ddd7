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

  /** A copy of all of it. */
  Particles copy() {
    Particles copy = new Particles(size, parameters);
    System.arraycopy(u, 0, copy.u, 0, u.length);
    System.arraycopy(logBase, 0, copy.logBase, 0, size);
    System.arraycopy(logWeight, 0, copy.logWeight, 0, size);
    return copy;
  }

  /**
   * The largest correlation over particles between now and {@code start}, of any coordinate or of
   * log w; 1 where one has no spread. log w is the slowest figure where tails are long: it tells
   * core from tail.
   */
  double correlation(Particles start) {
    double largest = correlation(logWeight, start.logWeight, 0, 1);
    for (int p = 0; p < parameters; p++) {
      largest = Math.max(largest, correlation(u, start.u, p, parameters));
    }
    return largest;
  }

  private double correlation(double[] now, double[] then, int first, int stride) {
    double meanNow = 0;
    double meanThen = 0;
    for (int i = first; i < now.length; i += stride) {
      meanNow += now[i] / size;
      meanThen += then[i] / size;
    }
    double squaresNow = 0;
    double squaresThen = 0;
    double products = 0;
    for (int i = first; i < now.length; i += stride) {
      double a = now[i] - meanNow;
      double b = then[i] - meanThen;
      squaresNow += a * a;
      squaresThen += b * b;
      products += a * b;
    }
    double correlation = products / Math.sqrt(squaresNow * squaresThen);
    return Double.isNaN(correlation) ? 1 : correlation;
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
