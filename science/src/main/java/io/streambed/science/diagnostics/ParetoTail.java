package io.streambed.science.diagnostics;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;

/**
 * Shape k of the generalised Pareto distribution fitted to the upper tail of importance weights:
 * the reliability figure of Pareto-smoothed importance sampling (Vehtari, Simpson, Gelman, Yao,
 * Gabry, arXiv 1507.02646). Above 0.7 averages over the weights cannot be trusted at any practical
 * number of draws; the weights' variance is infinite from 0.5 on.
 *
 * <p>The fit is the profile-posterior estimate of Zhang and Stephens (2009,
 * doi:10.1198/tech.2009.08017), with the weak pull towards 0.5 of the PSIS authors, worth ten
 * observations.
 */
public final class ParetoTail {
  private static final int LEAST_TAIL = 5;
  private static final double LEAST_PRODUCT = 1e-300;

  private ParetoTail() {}

  /**
   * k of weights exp(log w); the tail is the largest min(0.2 S, 3 √S) of them.
   *
   * @param logWeights shape [S], up to one constant; negative infinity is a weight of 0
   * @return k; NaN where the tail has fewer than five values, negative infinity where its values
   *     are all equal (a bounded tail), infinity where a quarter of them vanish beside the largest
   */
  public static double shape(double[] logWeights) {
    int draws = logWeights.length;
    int tail = (int) Math.ceil(Math.min(0.2 * draws, 3 * Math.sqrt(draws)));
    if (tail < LEAST_TAIL) {
      return Double.NaN;
    }
    double[] sorted = logWeights.clone();
    int cut = draws - tail - 1;
    Selection.select(sorted, cut);
    Arrays.sort(sorted, cut + 1, draws);
    double largest = sorted[draws - 1];
    if (largest == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    }
    double threshold = Math.exp(sorted[cut] - largest);
    double[] excesses = new double[tail];
    for (int i = 0; i < tail; i++) {
      excesses[i] = Math.exp(sorted[cut + 1 + i] - largest) - threshold;
    }
    if (excesses[tail - 1] <= 0 || excesses[0] == excesses[tail - 1]) {
      return Double.NEGATIVE_INFINITY;
    }
    if (excesses[lowerQuartile(tail)] <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return (tail * fit(excesses) + 10 * 0.5) / (tail + 10);
  }

  /**
   * k of a generalised Pareto distribution 1 - (1 + k x / σ)^(-1/k) of location 0, without the
   * pull.
   *
   * @param excesses shape [M], ascending, at least 0, not all equal, positive from the lower
   *     quartile on
   */
  static double fit(double[] excesses) {
    int m = excesses.length;
    int grid = 30 + (int) Math.sqrt(m);
    double largest = excesses[m - 1];
    double quartile = excesses[lowerQuartile(m)];
    double[] b = new double[grid];
    double[] logLikelihood = new double[grid];
    for (int j = 0; j < grid; j++) {
      b[j] = 1 / largest + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile);
      double k = meanLog(excesses, b[j]);
      logLikelihood[j] = m * (Math.log(-b[j] / k) - k - 1);
    }
    double posteriorMean = 0;
    for (int j = 0; j < grid; j++) {
      double reciprocal = 0;
      for (int i = 0; i < grid; i++) {
        reciprocal += Math.exp(logLikelihood[i] - logLikelihood[j]);
      }
      posteriorMean += b[j] / reciprocal;
    }
    return meanLog(excesses, posteriorMean);
  }

  private static int lowerQuartile(int m) {
    return (int) (m / 4.0 + 0.5) - 1;
  }

  /**
   * Mean of log(1 - b x), of factors above 0: the k that maximises the likelihood at this b. Of
   * many factors one logarithm, of their product while that can be held.
   */
  private static double meanLog(double[] excesses, double b) {
    double sum = 0;
    double product = 1;
    for (double x : excesses) {
      double factor = 1 - b * x;
      double next = product * factor;
      if (next > LEAST_PRODUCT && next < 1 / LEAST_PRODUCT) {
        product = next;
      } else {
        sum += Math.log(product);
        product = factor;
      }
    }
    return (sum + Math.log(product)) / excesses.length;
  }
}
