package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EffectiveSampleSizeTest {

  @Test
  void handComputedWeights() {
    assertEquals(4, EffectiveSampleSize.of(new double[] {2, 2, 2, 2}), 1e-12);
    // (1 + 2 + 3)² / (1 + 4 + 9)
    assertEquals(36 / 14.0, EffectiveSampleSize.of(new double[] {1, 2, 3}), 1e-12);
    assertEquals(0, EffectiveSampleSize.of(new double[] {0, 0}));
  }

  @Test
  void logWeightsOfAnySizeGiveTheSame() {
    double[] logWeights = {800, 800 + Math.log(2), 800 + Math.log(3), Double.NEGATIVE_INFINITY};
    assertEquals(36 / 14.0, EffectiveSampleSize.ofLog(logWeights), 1e-12);
    // Squared weights: (1 + 4 + 9)² / (1 + 16 + 81)
    assertEquals(196 / 98.0, EffectiveSampleSize.ofLog(logWeights, 2), 1e-12);
    assertEquals(3, EffectiveSampleSize.ofLog(logWeights, 0), 1e-12);
  }
}
