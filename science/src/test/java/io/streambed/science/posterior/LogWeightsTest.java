package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import org.junit.jupiter.api.Test;

class LogWeightsTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  @Test
  void logMeanSurvivesLargeNumbersAndZeroWeights() {
    assertEquals(
        1000 + Math.log(2), LogWeights.logMean(new double[] {1000, 1000 + Math.log(3)}), 1e-12);
    assertEquals(Math.log(0.5), LogWeights.logMean(new double[] {0, NEVER}), 1e-15);
    assertEquals(NEVER, LogWeights.logMean(new double[] {NEVER, NEVER}));
  }

  @Test
  void relativeWeightsHaveTheirLargestAtOne() {
    assertArrayEquals(
        new double[] {0.5, 1, 0},
        LogWeights.relative(new double[] {-Math.log(4), 0, NEVER}, 0.5),
        1e-15);
  }

  @Test
  void largestPowerKeepsTheEffectiveSizeThatIsAskedFor() {
    double[] logWeights = new double[1000];
    for (int s = 0; s < logWeights.length; s++) {
      logWeights[s] = 3.0 * s;
    }
    double power = LogWeights.largestPower(logWeights, 1, 500);
    double size = EffectiveSampleSize.ofLog(logWeights, power);
    assertEquals(500, size, 0.5);
    assertEquals(1, LogWeights.largestPower(new double[] {0, 0.1}, 1, 1));
  }
}
