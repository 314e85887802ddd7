package io.streambed.science.diagnostics;

import io.streambed.science.Draws;
import io.streambed.science.Parameters;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Tests of accuracy with random points, TARP (Lemos, Coogan, Hezaveh, Perreault-Levasseur, arXiv
 * 2302.03026): over pairs (φ, y) the share of the posterior's draws that are nearer to a random
 * reference point than the true φ is. Uniform on 0..1 if the posteriors are right, for any choice
 * of the points that does not look at the truth; needs draws only.
 *
 * <p>If the points do not depend on y either, posteriors equal to the prior pass; points that
 * depend on y reveal them.
 */
public final class Tarp {

  private Tarp() {}

  /**
   * Share of draws nearer to the reference point than the truth, at random within the truth's own
   * place among them: (Σ w 1[d(φ_s, r) < d(φ, r)] S + jitter) / (S + 1). With equally weighted
   * draws exactly uniform if the posterior is right.
   *
   * @param truth φ, shape [P]
   * @param draws of the posterior, [S, P]
   * @param reference r, shape [P]
   * @param scale unit of each parameter in the distance, above 0, shape [P]
   * @param jitter a uniform number in [0, 1)
   * @throws IllegalArgumentException if a shape differs
   */
  public static double position(
      Parameters truth, Draws draws, Parameters reference, Parameters scale, double jitter) {
    int p = draws.parameters();
    if (truth.size() != p || reference.size() != p || scale.size() != p) {
      throw new IllegalArgumentException(
          "expected truth, reference and scale [%d] as the draws have, got [%d], [%d] and [%d]"
              .formatted(p, truth.size(), reference.size(), scale.size()));
    }
    double own = 0;
    for (int i = 0; i < p; i++) {
      double difference = (truth.get(i) - reference.get(i)) / scale.get(i);
      own += difference * difference;
    }
    double nearer = 0;
    for (int s = 0; s < draws.size(); s++) {
      double distance = 0;
      for (int i = 0; i < p; i++) {
        double difference = (draws.get(s, i) - reference.get(i)) / scale.get(i);
        distance += difference * difference;
      }
      nearer += distance < own ? draws.weight(s) : 0;
    }
    return (nearer * draws.size() + jitter) / (draws.size() + 1);
  }

  /**
   * Positions of all pairs, shape [N], with reference points uniform in the box that the truths
   * span and its sides as units.
   *
   * @param truths φ of each pair, N of them, at least 2
   * @param draws of the posterior of each pair's y, N of them
   * @param random the only source of randomness
   * @throws IllegalArgumentException if sizes differ or a parameter is the same in all truths
   */
  public static double[] positions(
      List<Parameters> truths, List<Draws> draws, UniformRandomProvider random) {
    if (truths.size() < 2 || truths.size() != draws.size()) {
      throw new IllegalArgumentException(
          "expected draws for each of at least 2 truths, got %d and %d"
              .formatted(draws.size(), truths.size()));
    }
    int p = truths.get(0).size();
    double[] lower = new double[p];
    double[] side = new double[p];
    for (int i = 0; i < p; i++) {
      int index = i;
      double[] values = truths.stream().mapToDouble(truth -> truth.get(index)).toArray();
      lower[i] = Arrays.stream(values).min().orElseThrow();
      side[i] = Arrays.stream(values).max().orElseThrow() - lower[i];
      if (!(side[i] > 0)) {
        throw new IllegalArgumentException(
            "expected truths that differ, got parameter %d the same in all".formatted(i));
      }
    }
    Parameters scale = Parameters.of(side);
    double[] positions = new double[truths.size()];
    for (int n = 0; n < positions.length; n++) {
      double[] point = new double[p];
      for (int i = 0; i < p; i++) {
        point[i] = lower[i] + side[i] * random.nextDouble();
      }
      positions[n] =
          position(truths.get(n), draws.get(n), Parameters.of(point), scale, random.nextDouble());
    }
    return positions;
  }

  /**
   * Area between the expected coverage F and the diagonal over levels 1/2 to 1: ∫ (F(α) - α) dα =
   * mean of (1 - max(u, 1/2)) - 3/8. Positive where posteriors are too wide, negative where they
   * are too narrow, 0 where they are right; within -3/8 to 1/8.
   *
   * @param positions u, shape [N], each 0 to 1, N at least 1
   */
  public static double areaToCurve(double[] positions) {
    return Arrays.stream(positions).map(u -> 1 - Math.max(u, 0.5)).average().orElseThrow() - 0.375;
  }
}
