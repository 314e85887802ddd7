package io.streambed.science.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari, Gelman, arXiv 1804.06788):
 * over fresh pairs (φ, y) the rank of the true parameter among draws of the posterior of y is
 * uniform if the posteriors are right. The converse fails: a posterior that is always the prior
 * passes too.
 */
public final class SimulationBasedCalibration {

  private SimulationBasedCalibration() {}

  /** How many of the draws, shape [L], lie below the truth: 0 to L. */
  public static int rank(double[] draws, double truth) {
    return (int) Arrays.stream(draws).filter(draw -> draw < truth).count();
  }

  /**
   * Position of an integer rank within (0, 1), uniform there if the rank is uniform on 0..L: (rank
   * + jitter) / (L + 1).
   *
   * @param jitter a uniform number in [0, 1)
   */
  public static double position(int rank, int draws, double jitter) {
    return (rank + jitter) / (draws + 1);
  }

  /**
   * Counts of positions in equal bins of [0, 1].
   *
   * @param positions shape [N], each 0 to 1
   * @param bins at least 1
   */
  public static List<Integer> histogram(double[] positions, int bins) {
    int[] counts = new int[bins];
    for (double position : positions) {
      if (!(position >= 0 && position <= 1)) {
        throw new IllegalArgumentException("expected positions 0 to 1, got " + position);
      }
      counts[Math.min(bins - 1, (int) (position * bins))]++;
    }
    List<Integer> histogram = new ArrayList<>(bins);
    for (int count : counts) {
      histogram.add(count);
    }
    return histogram;
  }

  /**
   * p-value of the two-sided Kolmogorov-Smirnov test that positions are uniform on [0, 1].
   *
   * @param positions shape [N], N at least 2
   */
  public static double uniformity(double[] positions) {
    return KolmogorovSmirnovTest.withDefaults()
        .test(positions, x -> Math.min(1, Math.max(0, x)))
        .getPValue();
  }
}
