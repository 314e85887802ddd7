package io.streambed.science.network;

import java.util.Arrays;

/** The last gradient norms, to tell a norm that is out of all proportion. */
final class NormHistory {
  /** How many norms are kept. */
  static final int WINDOW = 101;

  private static final int ENOUGH = 20;
  private static final double PROPORTION = 100;
  private final double[] norms;
  private long count;

  /**
   * @param norms the ring of the last norms, shape [WINDOW]; copied
   */
  NormHistory(double[] norms, long count) {
    this.norms = Arrays.copyOf(norms, WINDOW);
    this.count = count;
  }

  /** Whether {@code norm} is finite and at most 100 times the median of the last ones. */
  boolean accepts(double norm) {
    if (!Double.isFinite(norm)) {
      return false;
    }
    int kept = (int) Math.min(count, WINDOW);
    if (kept < ENOUGH) {
      return true;
    }
    double[] sorted = Arrays.copyOf(norms, kept);
    Arrays.sort(sorted);
    return norm <= PROPORTION * sorted[kept / 2];
  }

  /** Remembers a finite norm, accepted or not, so that a lasting change is followed. */
  void add(double norm) {
    if (Double.isFinite(norm)) {
      norms[(int) (count++ % WINDOW)] = norm;
    }
  }

  /** A copy of the ring, shape [WINDOW]. */
  double[] norms() {
    return norms.clone();
  }

  /** How many norms were ever added. */
  long count() {
    return count;
  }
}
