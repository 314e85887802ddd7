package io.streambed.science.diagnostics;

import java.util.stream.DoubleStream;

/**
 * How well a critic's scores s follow the exact log ratios r = log p(y|φ) - log p(y), or the log
 * likelihood, which differs by a function of y only. At the optimum of the symmetric loss s = r +
 * C* with one constant for all pairs.
 *
 * @param constant C*, the mean of s - r over the joint pairs, nats
 * @param joint over pairs (φ, y) that belong together
 * @param shuffled over pairs that do not
 */
public record RatioAgreement(double constant, Side joint, Side shuffled) {

  /**
   * Figures of some pairs.
   *
   * @param pairs how many
   * @param correlation Pearson's, -1 to 1; NaN where either has no spread
   * @param rootMeanSquare of s - r - C*, nats
   */
  public record Side(int pairs, double correlation, double rootMeanSquare) {}

  /**
   * Compares both sides, with the constant of the joint pairs.
   *
   * @param jointLearnt s of joint pairs, shape [N], N at least 2
   * @param jointExact r of the same, shape [N]
   * @param shuffledLearnt s of shuffled pairs, shape [M], M at least 2
   * @param shuffledExact r of the same, shape [M]
   * @param floor nats below the largest exact value to which both s - C* and r are raised, so that
   *     pairs which are impossible either way do not decide the figures; positive infinity for none
   * @throws IllegalArgumentException if shapes differ, a joint value is not finite, or, without a
   *     floor, a shuffled one
   */
  public static RatioAgreement of(
      double[] jointLearnt,
      double[] jointExact,
      double[] shuffledLearnt,
      double[] shuffledExact,
      double floor) {
    requireSameShape(jointLearnt, jointExact);
    requireSameShape(shuffledLearnt, shuffledExact);
    if (!(floor > 0)) {
      throw new IllegalArgumentException("expected a floor > 0, got " + floor);
    }
    double constant = 0;
    for (int n = 0; n < jointExact.length; n++) {
      constant += (jointLearnt[n] - jointExact[n]) / jointExact.length;
    }
    double highest =
        DoubleStream.concat(DoubleStream.of(jointExact), DoubleStream.of(shuffledExact))
            .max()
            .orElseThrow();
    double least = highest - floor;
    return new RatioAgreement(
        constant,
        side(jointLearnt, jointExact, constant, least),
        side(shuffledLearnt, shuffledExact, constant, least));
  }

  private static Side side(double[] learnt, double[] exact, double constant, double least) {
    int n = exact.length;
    double[] s = DoubleStream.of(learnt).map(v -> Math.max(v - constant, least)).toArray();
    double[] r = DoubleStream.of(exact).map(v -> Math.max(v, least)).toArray();
    double meanS = DoubleStream.of(s).average().orElseThrow();
    double meanR = DoubleStream.of(r).average().orElseThrow();
    if (!Double.isFinite(meanS) || !Double.isFinite(meanR)) {
      throw new IllegalArgumentException("expected finite scores and log ratios, got others");
    }
    double squaresS = 0;
    double squaresR = 0;
    double products = 0;
    double misses = 0;
    for (int i = 0; i < n; i++) {
      squaresS += (s[i] - meanS) * (s[i] - meanS);
      squaresR += (r[i] - meanR) * (r[i] - meanR);
      products += (s[i] - meanS) * (r[i] - meanR);
      misses += (s[i] - r[i]) * (s[i] - r[i]);
    }
    return new Side(n, products / Math.sqrt(squaresS * squaresR), Math.sqrt(misses / n));
  }

  private static void requireSameShape(double[] learnt, double[] exact) {
    if (exact.length < 2 || exact.length != learnt.length) {
      throw new IllegalArgumentException(
          "expected as many learnt as exact values, at least two, got %d and %d"
              .formatted(learnt.length, exact.length));
    }
  }
}
