package io.streambed.science.diagnostics;

import java.util.Arrays;

/**
 * Largest distance between the distribution function of positions and that of the uniform
 * distribution on 0..1; draws of a distribution become positions through its distribution function.
 *
 * <p>Its law under uniform positions is Kolmogorov's, P(K > λ) = 2 Σ_k (-1)^(k-1) exp(-2 k² λ²), at
 * λ = (√n + 0.12 + 0.11 / √n) D (Stephens 1970, doi 10.1111/j.2517-6161.1970.tb00821.x): from n =
 * 20 on good to 0.02, below p = 0.05 to 0.003.
 */
public final class KolmogorovSmirnov {
  private static final int TERMS = 100;

  private KolmogorovSmirnov() {}

  /**
   * D.
   *
   * @param positions each 0 to 1, at least one, equally weighted
   */
  public static double distance(double[] positions) {
    double[] sorted = positions.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0 || !(sorted[0] >= 0 && sorted[n - 1] <= 1)) {
      throw new IllegalArgumentException(
          "expected positions 0 to 1, at least one, got " + (n == 0 ? "none" : spread(sorted)));
    }
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance = Math.max(distance, (i + 1) / (double) n - sorted[i]);
      distance = Math.max(distance, sorted[i] - i / (double) n);
    }
    return distance;
  }

  /**
   * Probability that uniform positions stray at least as far.
   *
   * @param distance D
   * @param size n, how many independent positions; above 0, not necessarily whole
   */
  public static double pValue(double distance, double size) {
    return survival(scale(size) * distance);
  }

  /**
   * The distance that uniform positions exceed with probability {@code alpha}.
   *
   * @param alpha within (0, 1)
   * @param size as of {@link #pValue}
   */
  public static double critical(double alpha, double size) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("expected 0 < alpha < 1, got " + alpha);
    }
    double low = 0;
    double high = 10;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (survival(middle) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high / scale(size);
  }

  private static double scale(double size) {
    if (!(size > 0)) {
      throw new IllegalArgumentException("expected a size above 0, got " + size);
    }
    double root = Math.sqrt(size);
    return root + 0.12 + 0.11 / root;
  }

  /** P(K > λ); below 0.2 it is 1 but for 1e-12, and the series slow. */
  private static double survival(double lambda) {
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= TERMS; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
    }
    return Math.min(1, Math.max(0, sum));
  }

  private static String spread(double[] sorted) {
    return sorted[0] + " to " + sorted[sorted.length - 1];
  }
}
