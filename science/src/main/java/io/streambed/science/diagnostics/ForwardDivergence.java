package io.streambed.science.diagnostics;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * KL(reference || ours) of a posterior prior x exp s from draws of the reference, nats: E_ref[log
 * r] - E_ref[s - log Z], where log r = log p(φ|y) - log p(φ) exactly and log Z = log E_prior[exp
 * s]. Needs no draws of ours, and the noise of the reference draws cancels between the two means.
 */
public final class ForwardDivergence {

  private ForwardDivergence() {}

  /**
   * The divergence, nats; draws of a finite sample may give slightly less than zero.
   *
   * @param exactLogRatios log r at the reference draws, shape [S]
   * @param scores s at the same draws, shape [S]
   * @param logNormaliser log Z
   * @throws IllegalArgumentException if the shapes differ or are empty
   */
  public static double of(double[] exactLogRatios, double[] scores, double logNormaliser) {
    if (exactLogRatios.length == 0 || exactLogRatios.length != scores.length) {
      throw new IllegalArgumentException(
          "expected as many scores as exact log ratios, at least one, got %d and %d"
              .formatted(scores.length, exactLogRatios.length));
    }
    return Arrays.stream(exactLogRatios).average().orElseThrow()
        - Arrays.stream(scores).average().orElseThrow()
        + logNormaliser;
  }

  /**
   * log of the integral of exp f over a rectangle, by the midpoint rule on n x n cells: with f =
   * log p(y|φ) + log p(φ) the exact log p(y) of two parameters. Cells have to be finer than the
   * narrowest ridge.
   *
   * @param logDensity f(first, second), negative infinity for zero
   * @param cells n, at least 1
   */
  public static double logIntegral(
      DoubleBinaryOperator logDensity,
      double firstLower,
      double firstUpper,
      double secondLower,
      double secondUpper,
      int cells) {
    double firstStep = (firstUpper - firstLower) / cells;
    double secondStep = (secondUpper - secondLower) / cells;
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double first = firstLower + (i + 0.5) * firstStep;
      for (int j = 0; j < cells; j++) {
        double value = logDensity.applyAsDouble(first, secondLower + (j + 0.5) * secondStep);
        // Running maximum: the sum is rescaled when a larger value comes, so nothing overflows.
        if (value > maximum) {
          sum = sum * Math.exp(maximum - value) + 1;
          maximum = value;
        } else if (value > Double.NEGATIVE_INFINITY) {
          sum += Math.exp(value - maximum);
        }
      }
    }
    return maximum + Math.log(sum * firstStep * secondStep);
  }
}
