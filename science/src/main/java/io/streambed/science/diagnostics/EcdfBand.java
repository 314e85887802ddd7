package io.streambed.science.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Simultaneous confidence band of the empirical distribution function of N positions that should be
 * uniform on 0..1, such as ranks of simulation-based calibration (Säilynoja, Bürkner, Vehtari,
 * arXiv 2103.10522).
 *
 * <p>At each point z = i / K the band holds all counts r with P(R <= r) and P(R >= r) at least γ /
 * 2, R ~ Binomial(N, z); γ is the largest at which uniform positions stay inside at every point
 * with the probability asked for. Exact, by recursion over the counts, without simulation.
 *
 * @param points z, shape [K - 1], ascending, within (0, 1)
 * @param lower least share of positions at or below each point, shape [K - 1]
 * @param upper largest share, shape [K - 1]
 * @param gamma γ, the probability with which one point's count lies outside, at most
 */
public record EcdfBand(List<Double> points, List<Double> lower, List<Double> upper, double gamma) {

  /** Relative precision of γ; counts are whole numbers, so that finer seldom moves the band. */
  private static final double PRECISION = 1e-4;

  /** Ties of γ with itself, computed twice, are ties. */
  private static final double ROUNDING = 1e-9;

  public EcdfBand {
    points = List.copyOf(points);
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
  }

  /**
   * The band of N positions. Takes some 13 K N operations.
   *
   * @param positions N, at least 1
   * @param intervals K, at least 2; typically 20 to 100
   * @param level probability that uniform positions stay inside, within (0, 1)
   * @throws IllegalArgumentException if a range is wrong
   */
  public static EcdfBand of(int positions, int intervals, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("expected 0 < level < 1, got " + level);
    }
    UniformCounts counts = new UniformCounts(positions, intervals);
    // At the lower end the union bound guarantees the level.
    double wide = (1 - level) / (intervals - 1);
    double narrow = 1;
    while (narrow > wide * (1 + PRECISION)) {
      double middle = Math.sqrt(wide * narrow);
      if (counts.coverage(middle) >= level) {
        wide = middle;
      } else {
        narrow = middle;
      }
    }
    List<Double> points = new ArrayList<>();
    List<Double> lower = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    for (int i = 1; i < intervals; i++) {
      points.add(i / (double) intervals);
      lower.add(counts.lowest(i, wide) / (double) positions);
      upper.add(counts.highest(i, wide) / (double) positions);
    }
    return new EcdfBand(points, lower, upper, wide);
  }

  /**
   * Share of positions at or below each point of this band, shape [K - 1].
   *
   * @param positions shape [M], each 0 to 1, M at least 1
   */
  public List<Double> ecdf(double[] positions) {
    if (positions.length == 0) {
      throw new IllegalArgumentException("expected at least one position, got none");
    }
    return points.stream()
        .map(z -> Arrays.stream(positions).filter(u -> u <= z).count() / (double) positions.length)
        .toList();
  }

  /** Whether the empirical distribution function of N positions is inside at every point. */
  public boolean holds(double[] positions) {
    List<Double> ecdf = ecdf(positions);
    for (int i = 0; i < points.size(); i++) {
      if (ecdf.get(i) < lower.get(i) || ecdf.get(i) > upper.get(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Exact p-value of the test that positions are uniform: the probability that uniform ones stray
   * at least as far at some point. Of a discrete statistic: at most uniform.
   *
   * @param positions shape [N], each 0 to 1, N at least 1
   * @param intervals K, at least 2
   */
  public static double uniformity(double[] positions, int intervals) {
    UniformCounts counts = new UniformCounts(positions.length, intervals);
    return uniformity(counts, counts.of(positions));
  }

  /**
   * The same from how many of N positions lie at or below i / K, i = 1, ..., K - 1.
   *
   * @param size N
   * @param atOrBelow ascending, shape [K - 1]
   */
  static double uniformity(int size, int[] atOrBelow) {
    return uniformity(new UniformCounts(size, atOrBelow.length + 1), atOrBelow);
  }

  private static double uniformity(UniformCounts counts, int[] atOrBelow) {
    double gamma = counts.extremity(atOrBelow);
    return gamma >= 1 ? 1 : Math.max(0, 1 - counts.coverage(gamma * (1 + ROUNDING)));
  }
}
