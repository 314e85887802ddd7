package io.streambed.science.diagnostics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many of N independent uniform positions lie at or below each of the points i / K, i = 1 .. K
 * - 1: a Markov chain of counts R_i, each Binomial(N, i / K), with R_{i+1} - R_i ~ Binomial(N -
 * R_i, 1 / (K - i)).
 */
final class UniformCounts {
  private final int size;
  private final int intervals;
  private final double[] logFactorials;

  /**
   * @param size N, at least 1
   * @param intervals K, at least 2
   */
  UniformCounts(int size, int intervals) {
    if (size < 1 || intervals < 2) {
      throw new IllegalArgumentException(
          "expected at least 1 position and 2 intervals, got %d and %d".formatted(size, intervals));
    }
    this.size = size;
    this.intervals = intervals;
    logFactorials = new double[size + 1];
    for (int n = 1; n <= size; n++) {
      logFactorials[n] = logFactorials[n - 1] + Math.log(n);
    }
  }

  /** R_i of {@code positions}, shape [K - 1]. */
  int[] of(double[] positions) {
    int[] counts = new int[intervals - 1];
    for (double position : positions) {
      if (!(position >= 0 && position <= 1)) {
        throw new IllegalArgumentException("expected positions 0 to 1, got " + position);
      }
      for (int i = intervals - 1; i >= 1 && position <= i / (double) intervals; i--) {
        counts[i - 1]++;
      }
    }
    return counts;
  }

  /** γ(R) = 2 min over i of min(P(R_i <= r), P(R_i >= r)) at counts r, shape [K - 1]. */
  double extremity(int[] counts) {
    double least = 1;
    for (int i = 1; i < intervals; i++) {
      BinomialDistribution count = distribution(i);
      least = Math.min(least, count.cumulativeProbability(counts[i - 1]));
      least = Math.min(least, count.survivalProbability(counts[i - 1] - 1));
    }
    return Math.min(1, 2 * least);
  }

  /** The smallest count at point i, 1 to K - 1, whose lower tail is at least gamma / 2. */
  int lowest(int i, double gamma) {
    BinomialDistribution count = distribution(i);
    int r = count.inverseCumulativeProbability(gamma / 2);
    while (r > 0 && count.cumulativeProbability(r - 1) >= gamma / 2) {
      r--;
    }
    return r;
  }

  /** The largest count at point i, 1 to K - 1, whose upper tail is at least gamma / 2. */
  int highest(int i, double gamma) {
    BinomialDistribution count = distribution(i);
    int r = Math.min(size, count.inverseSurvivalProbability(gamma / 2) + 1);
    while (r > 0 && count.survivalProbability(r - 1) < gamma / 2) {
      r--;
    }
    return r;
  }

  /** P(γ(R) >= gamma): the probability that every count is between lowest and highest. */
  double coverage(double gamma) {
    double[] reached = new double[size + 1];
    reached[0] = 1;
    int from = 0;
    int to = 0;
    for (int i = 1; i < intervals; i++) {
      int low = lowest(i, gamma);
      int high = highest(i, gamma);
      double share = 1.0 / (intervals - i + 1);
      double[] next = new double[size + 1];
      for (int r = from; r <= to; r++) {
        for (int s = Math.max(r, low); s <= high; s++) {
          next[s] += reached[r] * binomial(size - r, s - r, share);
        }
      }
      reached = next;
      from = low;
      to = high;
    }
    return Math.min(1, Arrays.stream(reached).sum());
  }

  private double binomial(int n, int k, double share) {
    double logChoices = logFactorials[n] - logFactorials[k] - logFactorials[n - k];
    return Math.exp(logChoices + k * Math.log(share) + (n - k) * Math.log1p(-share));
  }

  private BinomialDistribution distribution(int i) {
    return BinomialDistribution.of(size, i / (double) intervals);
  }
}
