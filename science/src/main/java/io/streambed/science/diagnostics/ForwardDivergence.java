package io.streambed.science.diagnostics;

import io.streambed.science.LogSumExp;
import java.util.Arrays;

/**
 * KL(reference || ours), nats, of a learnt posterior p(φ) exp s / Z from draws of the exact one,
 * p(φ) exp r / Z', where r is the log likelihood and s the learnt score, both up to a constant:
 * E_ref[r] - log E_prior[exp r] - E_ref[s] + log E_prior[exp s]. Needs no draws of ours; both means
 * over the reference, and both over the prior, are over the same draws, so that most of their noise
 * cancels.
 */
public final class ForwardDivergence {

  private ForwardDivergence() {}

  /**
   * The divergence; a finite number of draws may give slightly less than zero.
   *
   * @param exactAtReference r at draws of the reference, shape [S]
   * @param learntAtReference s at the same draws, shape [S]
   * @param exactAtPrior r at draws of the prior, shape [N], N many times exp of the information
   * @param learntAtPrior s at the same draws, shape [N]
   * @throws IllegalArgumentException if the shapes differ or are empty, or nowhere in the prior's
   *     draws a likelihood is above zero
   */
  public static double of(
      double[] exactAtReference,
      double[] learntAtReference,
      double[] exactAtPrior,
      double[] learntAtPrior) {
    requireSameShape(exactAtReference, learntAtReference);
    requireSameShape(exactAtPrior, learntAtPrior);
    return (mean(exactAtReference) - logMean(exactAtPrior))
        - (mean(learntAtReference) - logMean(learntAtPrior));
  }

  private static void requireSameShape(double[] exact, double[] learnt) {
    if (exact.length == 0 || exact.length != learnt.length) {
      throw new IllegalArgumentException(
          "expected as many learnt as exact values, at least one, got %d and %d"
              .formatted(learnt.length, exact.length));
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double logMean(double[] values) {
    double logMean = LogSumExp.ofMean(values);
    if (!Double.isFinite(logMean)) {
      throw new IllegalArgumentException(
          "expected a finite value at some draw of the prior, got " + logMean);
    }
    return logMean;
  }
}
