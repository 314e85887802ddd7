package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NreCLossTest {
  private static final float LOG_2 = (float) Math.log(2);
  private static final float LOG_3 = (float) Math.log(3);

  private static double loss(double odds, float... scores) {
    return NreCLoss.of(scores, 1, odds, 1, new float[scores.length]);
  }

  private static float[] slopes(double odds, float... scores) {
    float[] slopes = new float[scores.length];
    NreCLoss.of(scores, 1, odds, 1, slopes);
    return slopes;
  }

  /** Z_A = 1 + 1/3, Z_B = 1 + 3: L = log(4/3) / 2 - log(3/4) / 2. */
  @Test
  void oneContrastAtEvenOddsIsTheMeanOfTwoBinaryCrossEntropies() {
    assertEquals(Math.log(4 / 3.0), loss(1, LOG_3, -LOG_3), 1e-7);
    assertArrayEquals(new float[] {-0.125f, 0.125f}, slopes(1, LOG_3, -LOG_3), 1e-7f);
  }

  /** h = log 2, 0, log 3: Z_A = 2 + 2 (1 + 3) = 10, Z_B = 2 + 2 (2 + 1) = 8. */
  @Test
  void twoContrastsAtOddsOfTwoAreAsByHand() {
    assertEquals(Math.log(5) / 3 + 2 * Math.log(2) / 3, loss(2, LOG_2, 0, LOG_3), 1e-7);
    assertArrayEquals(
        new float[] {-1 / 3f, 1 / 15f + 1 / 6f, 1 / 5f}, slopes(2, LOG_2, 0, LOG_3), 1e-7f);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "99, 1", "5, 0.25", "31, 7"})
  void aClassifierThatKnowsNothingHasTheLossOfTheIdentity(int contrasts, double odds) {
    double expected = Math.log1p(odds) - odds / (1 + odds) * Math.log(odds / contrasts);
    assertEquals(expected, loss(odds, new float[contrasts + 1]), 1e-12);
  }

  /** log(2 + 1 + 4) - log 2: the softmax of the pair's own among the first K. */
  @Test
  void atLargeOddsItIsTheCrossEntropyOfNreB() {
    assertEquals(Math.log(7 / 2.0), loss(1e9, LOG_2, 0, (float) Math.log(4), LOG_3), 1e-6);
  }

  @Test
  void theGradientIsThatOfCentralDifferences() {
    float[] scores = {0.3f, -1.2f, 2.1f, 0.4f, -0.6f, 1.5f, -2.2f, 0.9f};
    float[] slopes = new float[8];
    NreCLoss.of(scores, 2, 1.7, 0.5, slopes);
    float h = 1 / 256f;
    for (int i = 0; i < scores.length; i++) {
      float[] up = scores.clone();
      float[] down = scores.clone();
      up[i] += h;
      down[i] -= h;
      double difference =
          NreCLoss.of(up, 2, 1.7, 1, new float[8]) - NreCLoss.of(down, 2, 1.7, 1, new float[8]);
      assertEquals(0.5 * difference / (2 * h), slopes[i], 2e-6, "score " + i);
    }
  }

  @Test
  void itemsAddAndKeepTheirPlaces() {
    float[] both = {LOG_3, LOG_2, -LOG_3, 0};
    float[] slopes = new float[4];
    assertEquals(
        loss(1, LOG_3, -LOG_3) + loss(1, LOG_2, 0), NreCLoss.of(both, 2, 1, 1, slopes), 1e-7);
    assertEquals(slopes(1, LOG_2, 0)[1], slopes[3], 1e-7f);
  }

  @Test
  void scoresFarApartOverflowNothing() {
    float[] scores = {-700, 800, -900, 0};
    assertEquals(0.5 * (800 - Math.log(3)) + 0.5 * 1500, loss(1, scores), 1e-3);
    assertTrue(Arrays.equals(new float[] {-0.5f, 1, 0, 0}, slopes(1, scores)));
  }
}
