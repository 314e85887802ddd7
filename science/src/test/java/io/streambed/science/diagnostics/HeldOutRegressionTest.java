package io.streambed.science.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class HeldOutRegressionTest {

  /**
   * The line through (0, 0) and (1, 2) is y = 2 x. Held out: 4 and 6 at x = 2 and 3 are met; 4 and
   * 7 leave residuals 0 and 1 around a mean of 5.5 with squares 2 x 1.5².
   */
  @Test
  void theShareExplainedIsWorkedOutByHand() {
    double[] x = {0, 1, 2, 3};
    assertEquals(1, HeldOutRegression.of(x, new double[] {0, 2, 4, 6}, 4, 2).get(0), 1e-12);
    assertEquals(
        1 - 1 / 4.5, HeldOutRegression.of(x, new double[] {0, 2, 4, 7}, 4, 2).get(0), 1e-12);
  }

  /**
   * Held out at x = 2 and 3: the first output 4 and 7 with residuals 0 and 1, as above; the second
   * 20 and 30 where y = 10 x, met. Together 1 of 4.5 + 50 is missed.
   */
  @Test
  void outputsTogetherWeighByTheirVariance() {
    double[] x = {0, 1, 2, 3};
    double[] y = {0, 0, 2, 10, 4, 20, 7, 30};
    HeldOutRegression fit = HeldOutRegression.fit(x, y, 4, 2);
    assertEquals(1 - 1 / 54.5, fit.total(), 1e-12);
    assertEquals(2, fit.heldOut());
    assertEquals(6, fit.predicted(1, 0), 1e-12);
    assertEquals(7, fit.actual(1, 0));
  }

  @Test
  void anInputThatSaysNothingExplainsNothingAndAConstantOutputIsNotANumber() {
    double[] x = new double[400];
    double[] y = new double[800];
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(2L);
    for (int n = 0; n < 400; n++) {
      x[n] = random.nextDouble();
      y[2 * n] = random.nextDouble();
      y[2 * n + 1] = 3;
    }
    List<Double> determined = HeldOutRegression.of(x, y, 400, 200);
    // Of the order of 1 / 200; a bound of 0.08 has a false alarm below 1e-4.
    assertEquals(0, determined.get(0), 0.08);
    assertTrue(Double.isNaN(determined.get(1)));
    assertEquals(
        determined.get(0), HeldOutRegression.fit(x, y, 400, 200).total(), 1e-12, "constants");
  }

  /**
   * y = 2 a - b + e with variance 5 of the signal and 1.25 of the noise: R² = 0.8, here ± 0.015.
   */
  @Test
  void linearlyDependentInputsChangeNothing() {
    int rows = 8000;
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(4L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] two = new double[2 * rows];
    double[] five = new double[5 * rows];
    double[] y = new double[rows];
    for (int n = 0; n < rows; n++) {
      double a = normal.sample();
      double b = normal.sample();
      two[2 * n] = a;
      two[2 * n + 1] = b;
      five[5 * n] = a + 100;
      five[5 * n + 1] = a - b;
      five[5 * n + 2] = 1e-3 * b;
      five[5 * n + 3] = a + b;
      five[5 * n + 4] = 7;
      y[n] = 2 * a - b + Math.sqrt(1.25) * normal.sample();
    }
    double alone = HeldOutRegression.of(two, y, rows, rows / 2).get(0);
    assertEquals(0.8, alone, 0.03);
    assertEquals(alone, HeldOutRegression.of(five, y, rows, rows / 2).get(0), 1e-6);
  }

  /** More directions than the statistic has: it is found in them, they are not found in it. */
  @Test
  void bothWaysTellWhatIsHeldFromWhatIsOnlyHeld() {
    int rows = 2000;
    UniformRandomProvider random = RandomSource.PHILOX_4X64.create(6L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] embedding = new double[2 * rows];
    double[] statistic = new double[rows];
    for (int n = 0; n < rows; n++) {
      statistic[n] = normal.sample();
      double other = normal.sample();
      embedding[2 * n] = statistic[n] + other;
      embedding[2 * n + 1] = statistic[n] - other;
    }
    assertEquals(1, HeldOutRegression.of(embedding, statistic, rows, 1000).get(0), 1e-9);
    // Each direction shares half of its variance with the statistic; five deviations are 0.11.
    for (double back : HeldOutRegression.of(statistic, embedding, rows, 1000)) {
      assertEquals(0.5, back, 0.11);
    }
  }

  @Test
  void tooFewRowsAndOtherShapesAreRefused() {
    double[] four = new double[4];
    assertThrows(IllegalArgumentException.class, () -> HeldOutRegression.of(four, four, 4, 1));
    assertThrows(IllegalArgumentException.class, () -> HeldOutRegression.of(four, four, 4, 3));
    assertThrows(IllegalArgumentException.class, () -> HeldOutRegression.of(four, four, 3, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> HeldOutRegression.of(new double[] {1, 2, 3, Double.NaN}, four, 4, 2));
  }
}
