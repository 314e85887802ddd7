package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class DensityLossTest {

  @Test
  void theNegativeMeanHasTheSameSlopeEverywhere() {
    DensityLoss loss = DensityLoss.negativeMean(new double[] {-1, 3, -8, 2});
    assertEquals(1, loss.value(), 1e-12);
    assertArrayEquals(new double[] {-0.25, -0.25, -0.25, -0.25}, loss.slopes(), 1e-12);
  }

  @Test
  void twoAtomsGiveTheLossWorkedOutByHand() {
    // exp a = (1, 3): probability 1/4 of the own atom.
    DensityLoss loss = DensityLoss.atomic(new double[] {0, Math.log(3)}, new double[] {0, 0}, 2);
    assertEquals(Math.log(4), loss.value(), 1e-12);
    assertArrayEquals(new double[] {-0.75, 0.75}, loss.slopes(), 1e-12);
    // An atom three times as likely under the prior counts a third.
    DensityLoss weighed =
        DensityLoss.atomic(new double[] {0, Math.log(3)}, new double[] {0, Math.log(3)}, 2);
    assertEquals(Math.log(2), weighed.value(), 1e-12);
    assertArrayEquals(new double[] {-0.5, 0.5}, weighed.slopes(), 1e-12);
  }

  @Test
  void threeAtomsOfTwoPairsAreAveraged() {
    // exp a = (2, 1, 1) and (1, 4, 5): own probabilities 1/2 and 1/10.
    double[] logDensity = {Math.log(2), 0, 0, 0, Math.log(4), Math.log(5)};
    DensityLoss loss = DensityLoss.atomic(logDensity, new double[6], 3);
    assertEquals((Math.log(2) + Math.log(10)) / 2, loss.value(), 1e-12);
    assertArrayEquals(new double[] {-0.25, 0.125, 0.125, -0.45, 0.2, 0.25}, loss.slopes(), 1e-12);
  }

  @Test
  void aDensityEqualToThePriorLosesLogM() {
    double[] logPrior = random(5 * 10, 3, 1);
    assertEquals(Math.log(10), DensityLoss.atomic(logPrior, logPrior, 10).value(), 1e-12);
  }

  @Test
  void slopesAreThoseOfCentralDifferencesAndAddUpToNothing() {
    double[] logDensity = random(4 * 3, 2, 2);
    double[] logPrior = random(4 * 3, 2, 3);
    DensityLoss loss = DensityLoss.atomic(logDensity, logPrior, 3);
    double h = 1e-5;
    double sum = 0;
    for (int i = 0; i < logDensity.length; i++) {
      double[] up = logDensity.clone();
      double[] down = logDensity.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (DensityLoss.atomic(up, logPrior, 3).value()
                  - DensityLoss.atomic(down, logPrior, 3).value())
              / (2 * h);
      assertEquals(slope, loss.slopes()[i], 1e-8);
      sum += loss.slopes()[i];
    }
    assertEquals(0, sum, 1e-12);
    assertTrue(loss.value() > 0);
  }

  @Test
  void densitiesBeyondTheRangeOfExpStayFinite() {
    DensityLoss loss = DensityLoss.atomic(new double[] {-5000, 5000}, new double[2], 2);
    assertEquals(10_000, loss.value(), 1e-9);
    assertArrayEquals(new double[] {-1, 1}, loss.slopes(), 1e-12);
  }

  @Test
  void aDensityThatIsNoNumberGivesALossThatIsNone() {
    double[] logDensity = {Double.NaN, 0};
    assertTrue(Double.isNaN(DensityLoss.atomic(logDensity, new double[2], 2).value()));
  }

  @Test
  void wrongShapesAndAtomsOutsideThePriorAreRefused() {
    double[] three = new double[3];
    assertThrows(IllegalArgumentException.class, () -> DensityLoss.atomic(three, three, 2));
    assertThrows(IllegalArgumentException.class, () -> DensityLoss.atomic(three, three, 1));
    assertThrows(IllegalArgumentException.class, () -> DensityLoss.negativeMean(new double[0]));
    double[] outside = {0, Double.NEGATIVE_INFINITY};
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> DensityLoss.atomic(new double[2], outside, 2));
    assertTrue(String.valueOf(refused.getMessage()).contains("-Infinity"));
  }

  private static double[] random(int size, double scale, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = scale * SmallTask.gaussianDraw(random);
    }
    return values;
  }
}
