package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ScoreFiguresTest {
  private static final float LOG2 = (float) Math.log(2);
  private static final float LOG3 = (float) Math.log(3);

  /** Without its own pair: row 0 has exp s of 1 and 3, row 1 of 2 and 2, row 2 of 3 and 1. */
  @Test
  void logNormalisersLeaveOutThePairItself() {
    float[] scores = {99, 0, LOG3, LOG2, 99, LOG2, LOG3, 0, 99};
    assertArrayEquals(
        new double[] {Math.log(2), Math.log(2), Math.log(2)},
        ScoreNormalisers.overData(scores, 3),
        1e-6);
    // Columns: 2 and 3, 1 and 1, 3 and 2.
    assertArrayEquals(
        new double[] {Math.log(2.5), 0, Math.log(2.5)},
        ScoreNormalisers.overParameters(scores, 3),
        1e-6);
    assertThrows(IllegalArgumentException.class, () -> ScoreNormalisers.overData(new float[6], 3));
  }

  /**
   * φ ~ N(0, 1/4), y = φ + e, e ~ N(0, 1); s = log r + c(φ) with c = 2 φ: log Z(φ) spreads as c
   * does, deviation 1. Means over 1,500 y and φ have errors below 0.1.
   */
  @Test
  void aFactorThatDependsOnTheParametersShowsInTheSpreadOverParameters() {
    int pairs = 1500;
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(3L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = normal.samples(pairs).map(v -> 0.5 * v).toArray();
    double[] y = new double[pairs];
    for (int n = 0; n < pairs; n++) {
      y[n] = x[n] + normal.sample();
    }
    float[] exact = new float[pairs * pairs];
    float[] biased = new float[pairs * pairs];
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < pairs; j++) {
        double d = y[i] - x[j];
        double logRatio = -0.5 * d * d + 0.5 * y[i] * y[i] / 1.25 + 0.5 * Math.log(1.25);
        exact[i * pairs + j] = (float) logRatio;
        biased[i * pairs + j] = (float) (logRatio + 2 * x[j]);
      }
    }
    assertTrue(spread(ScoreNormalisers.overParameters(exact, pairs)) < 0.15);
    assertTrue(spread(ScoreNormalisers.overData(exact, pairs)) < 0.15);
    assertEquals(1, spread(ScoreNormalisers.overParameters(biased, pairs)), 0.15);
  }

  private static double spread(double[] logNormalisers) {
    return NormaliserSpread.of(logNormalisers).deviation();
  }

  @Test
  void aScoreThatIsTheRatioPlusAConstantAgreesWithIt() {
    double[] joint = {1, 2, 4};
    double[] shuffled = {-3, 0};
    RatioAgreement agreement =
        RatioAgreement.of(
            new double[] {8, 9, 11},
            joint,
            new double[] {4, 7},
            shuffled,
            Double.POSITIVE_INFINITY);
    assertEquals(7, agreement.constant(), 1e-12);
    assertEquals(1, agreement.joint().correlation(), 1e-12);
    assertEquals(0, agreement.joint().rootMeanSquare(), 1e-12);
    assertEquals(1, agreement.shuffled().correlation(), 1e-12);
    assertEquals(0, agreement.shuffled().rootMeanSquare(), 1e-12);
  }

  /**
   * Joint s - r = 1, -1 around constant 0; products 0.5 (-0.5) twice: s has no spread in common.
   * The shuffled pairs are off by 3, which the joint pairs' constant does not take away.
   */
  @Test
  void missesAreMeasuredAgainstTheConstantOfTheJointPairs() {
    RatioAgreement agreement =
        RatioAgreement.of(
            new double[] {1, 0},
            new double[] {0, 1},
            new double[] {3, 4},
            new double[] {0, 1},
            Double.POSITIVE_INFINITY);
    assertEquals(0, agreement.constant(), 1e-12);
    assertEquals(-1, agreement.joint().correlation(), 1e-12);
    assertEquals(1, agreement.joint().rootMeanSquare(), 1e-12);
    assertEquals(3, agreement.shuffled().rootMeanSquare(), 1e-12);
    assertEquals(new RatioAgreement.Side(2, 1.0, 3.0), agreement.shuffled());
  }

  @Test
  void aFloorKeepsImpossiblePairsFromDeciding() {
    double[] joint = {0, 2};
    double[] impossible = {Double.NEGATIVE_INFINITY, 0};
    RatioAgreement agreement =
        RatioAgreement.of(joint, joint, new double[] {-500, 0}, impossible, 20);
    assertEquals(0, agreement.shuffled().rootMeanSquare(), 1e-12);
    assertEquals(1, agreement.shuffled().correlation(), 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () -> RatioAgreement.of(joint, joint, joint, impossible, Double.POSITIVE_INFINITY));
    assertThrows(
        IllegalArgumentException.class,
        () -> RatioAgreement.of(joint, new double[3], joint, joint, 20));
  }

  @Test
  void theObservedStatisticStandsAmongThePredicted() {
    assertEquals(new PredictiveCheck(0.6, 0.8), PredictiveCheck.of(3, new double[] {1, 2, 3, 5}));
    assertEquals(
        new PredictiveCheck(0.125, 0.25),
        PredictiveCheck.of(0, new double[] {1, Double.NaN, 2, 5}));
    assertThrows(
        IllegalArgumentException.class, () -> PredictiveCheck.of(1, new double[] {Double.NaN}));
    assertThrows(
        IllegalArgumentException.class, () -> PredictiveCheck.of(Double.NaN, new double[] {1}));
  }
}
