package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class LossDifferenceTest {

  @Test
  void aPairsLossIsOverItsRowAndItsColumn() {
    float ln2 = (float) Math.log(2);
    float ln3 = (float) Math.log(3);
    // exp s = [[2, 1], [3, 1]]: rows sum to 3 and 4, columns to 5 and 2.
    double[] losses = PairLosses.of(new float[] {ln2, 0, ln3, 0}, 2);
    assertArrayEquals(new double[] {Math.log(3 * 5 / 4.0), Math.log(4 * 2.0)}, losses, 1e-6);
  }

  @Test
  void whereScoresSayNothingEachHalfIsTheLogarithmOfTheirNumber() {
    double[] losses = PairLosses.of(new float[9], 3);
    assertArrayEquals(new double[] {2.1972246, 2.1972246, 2.1972246}, losses, 1e-6);
  }

  @Test
  void hugeScoresDoNotOverflow() {
    double[] losses = PairLosses.of(new float[] {3e4f, -3e4f, -3e4f, 3e4f}, 2);
    assertArrayEquals(new double[] {0, 0}, losses);
  }

  @Test
  void scoresThatAreNoSquareAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> PairLosses.of(new float[6], 2));
    assertThrows(IllegalArgumentException.class, () -> PairLosses.of(new float[1], 1));
  }

  @Test
  void theDifferenceIsTakenPairByPair() {
    LossDifference difference =
        LossDifference.paired(new double[] {1, 12, 103, 4}, new double[] {0, 10, 100, 2});
    // Differences 1, 2, 3, 2: mean 2, variance 2/3.
    assertEquals(2, difference.mean(), 1e-12);
    assertEquals(Math.sqrt(2 / 3.0 / 4), difference.standardError(), 1e-12);
    assertTrue(difference.worse(3));
    assertFalse(difference.worse(5));
  }

  @Test
  void modelsThatAreTheSameAreNotWorse() {
    double[] losses = {1, 2, 3};
    assertFalse(LossDifference.paired(losses, losses.clone()).worse(3));
  }

  /** Of 2,000 equal candidates 2.7 are expected above three standard errors; 10 with p < 5e-4. */
  @Test
  void anEquallyGoodCandidateIsSeldomCalledWorse() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    int worse = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] candidate = new double[200];
      double[] incumbent = new double[200];
      Arrays.setAll(candidate, i -> gaussian.sample());
      Arrays.setAll(incumbent, i -> gaussian.sample());
      worse += LossDifference.paired(candidate, incumbent).worse(3) ? 1 : 0;
    }
    assertTrue(worse <= 10, worse + " of 2,000");
  }
}
