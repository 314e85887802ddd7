package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class HeldOutScoresTest {
  private static final double EXACT = 1e-6;

  /** Tells three pairs apart; the second estimator tells nothing. */
  private final HeldOutScores telling =
      HeldOutScores.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3);

  private final HeldOutScores silent = HeldOutScores.of(new float[9], 3);

  @Test
  void theLossOfThreePairsIsAsWorkedOutByHand() {
    double loss = 2 * Math.log(Math.E + 2) - 2;
    assertEquals(loss - 2 * Math.log(3), telling.relativeLoss().mean(), EXACT);
    assertEquals(0, telling.relativeLoss().standardError(), EXACT);
  }

  @Test
  void scoresThatTellNothingHaveNoLossRelativeToNoInformation() {
    assertEquals(0, silent.relativeLoss().mean(), EXACT);
  }

  @Test
  void theDifferenceIsBelowZeroForTheBetterOne() {
    double difference = 2 * Math.log(Math.E + 2) - 2 - 2 * Math.log(3);
    assertEquals(difference, telling.lossAgainst(silent).mean(), EXACT);
    assertEquals(-difference, silent.lossAgainst(telling).mean(), EXACT);
  }

  /** log Z of three data, each over the two other pairs' parameters: 0, 0 and 3. */
  @Test
  void theSpreadOverDataGrowsWithAConstantOfOneDatum() {
    HeldOutScores shifted = HeldOutScores.of(new float[] {0, 0, 0, 0, 0, 0, 3, 3, 3}, 3);
    assertEquals(Math.sqrt(3), shifted.spreadOverData(), EXACT);
    assertEquals(3, shifted.overDataAgainst(silent).mean(), EXACT);
    assertEquals(-3, silent.overDataAgainst(shifted).mean(), EXACT);
  }

  /** The mirror: log Z of three parameters 0, 0 and 3. */
  @Test
  void theSpreadOverParametersGrowsWithATermOfTheParameters() {
    HeldOutScores shifted = HeldOutScores.of(new float[] {0, 0, 3, 0, 0, 3, 0, 0, 3}, 3);
    assertEquals(Math.sqrt(3), shifted.spreadOverParameters(), EXACT);
    assertEquals(3, shifted.overParametersAgainst(silent).mean(), EXACT);
  }

  /**
   * Of 400 sets of 60 pairs of one model the error is that of the loss over the sets within 15 %
   * (its own standard error is 3.5 %: false alarm below 1e-4).
   */
  @Test
  void theStandardErrorIsThatOfTheLossOverFreshPairs() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    int sets = 400;
    double[] losses = new double[sets];
    double error = 0;
    for (int set = 0; set < sets; set++) {
      float[] scores = gaussianScores(60, random);
      LossDifference loss = HeldOutScores.of(scores, 60).relativeLoss();
      losses[set] = loss.mean();
      error += loss.standardError() / sets;
    }
    double truth = NormaliserSpread.of(losses).deviation();
    assertEquals(1, error / truth, 0.15);
  }

  /** s = log r of y = φ + noise / 4, both of unit variance but for that. */
  private static float[] gaussianScores(int pairs, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] phi = normal.samples(pairs).toArray();
    float[] scores = new float[pairs * pairs];
    for (int i = 0; i < pairs; i++) {
      double y = phi[i] + normal.sample() / 4;
      for (int j = 0; j < pairs; j++) {
        scores[i * pairs + j] =
            (float) (-8 * (y - phi[j]) * (y - phi[j]) + 0.5 * y * y / (1 + 1.0 / 16));
      }
    }
    return scores;
  }

  @Test
  void scoresOfDifferentPairsDoNotCompare() {
    HeldOutScores four = HeldOutScores.of(new float[16], 4);
    assertThrows(IllegalArgumentException.class, () -> four.lossAgainst(silent));
  }
}
