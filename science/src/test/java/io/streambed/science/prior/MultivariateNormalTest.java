package io.streambed.science.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MultivariateNormalTest {
  private static final double[] MEAN = {1, -1};
  private static final double[] COVARIANCE = {2, 1, 1, 2};
  private static final MultivariateNormal NORMAL = MultivariateNormal.of(MEAN, COVARIANCE);

  @Test
  void theDensityFallsWithTheDistanceUnderTheCovariance() {
    // The covariance's inverse is [[2, -1], [-1, 2]] / 3: (1, 1) from the mean is at 2 / 3, (1, -1)
    // at 2.
    double top = -Math.log(2 * Math.PI) - Math.log(3) / 2;
    assertEquals(top, NORMAL.logDensity(new double[] {9, 1, -1}, 1), 1e-14);
    assertEquals(top - 1.0 / 3, NORMAL.logDensity(new double[] {2, 0}, 0), 1e-14);
    assertEquals(top - 1, NORMAL.logDensity(new double[] {2, -2}, 0), 1e-14);
  }

  @Test
  void standardCoordinatesAreWhite() {
    // L = [[sqrt 2, 0], [1 / sqrt 2, sqrt 1.5]]
    double[] c = {9, 2, 0};
    NORMAL.toStandard(c, 1, c, 1);
    assertArrayEquals(new double[] {9, Math.sqrt(0.5), 0.5 / Math.sqrt(1.5)}, c, 1e-14);
    NORMAL.fromStandard(c, 1, c, 1);
    assertArrayEquals(new double[] {9, 2, 0}, c, 1e-14);
    // |det L| = sqrt 3
    assertEquals(-Math.log(3) / 2, NORMAL.logStandardSlope(c, 1), 1e-14);
  }

  @Test
  void unitCoordinatesAreTheNormalSharesOfTheStandardOnes() {
    // c = (sqrt(1/2), 0.5 / sqrt 1.5)
    double[] q = {9, 2, 0};
    NORMAL.toUnit(q, q, 1);
    assertArrayEquals(new double[] {9, 0.7602499389065233, 0.6584543}, q, 1e-7);
    NORMAL.fromUnit(q, q, 1);
    assertArrayEquals(new double[] {9, 2, 0}, q, 1e-13);
  }

  @Test
  void slopesFollowTheDensityAndTheStandardCoordinates() {
    // -[[2, -1], [-1, 2]] / 3 (1, 0)
    double[] slopes = new double[3];
    NORMAL.logDensitySlopes(new double[] {9, 2, -1}, slopes, 1);
    assertArrayEquals(new double[] {0, -2.0 / 3, 1.0 / 3}, slopes, 1e-14);
    // c2 = (x2 + 1 - (x1 - 1) / 2) / sqrt 1.5: a slope of 1 by c2 is (-1/2, 1) / sqrt 1.5 by x.
    double[] byStandard = {0, 0, 1};
    NORMAL.pullBackStandard(new double[] {9, 2, -1}, 1, byStandard);
    assertArrayEquals(
        new double[] {0, -0.5 / Math.sqrt(1.5), 1 / Math.sqrt(1.5)}, byStandard, 1e-14);
  }

  @Test
  void thePrecisionIsTheInverseOfTheCovariance() {
    double[] precision = {2.0 / 3, -1.0 / 3, -1.0 / 3, 2.0 / 3};
    assertArrayEquals(
        COVARIANCE, MultivariateNormal.ofPrecision(MEAN, precision).covariance(), 1e-14);
  }

  /** Five standard errors: false alarm below 1e-6 each, had the seed been random. */
  @Test
  void drawsHaveTheMeanAndTheCovariance() {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(5);
    int count = 40_000;
    double[] sums = new double[5];
    double[] x = new double[3];
    for (int i = 0; i < count; i++) {
      NORMAL.sample(random, x, 1);
      double d1 = x[1] - 1;
      double d2 = x[2] + 1;
      double[] values = {d1, d2, d1 * d1, d2 * d2, d1 * d2};
      for (int v = 0; v < values.length; v++) {
        sums[v] += values[v] / count;
      }
    }
    double error = 5 / Math.sqrt(count);
    assertEquals(0, sums[0], Math.sqrt(2) * error);
    assertEquals(0, sums[1], Math.sqrt(2) * error);
    assertEquals(2, sums[2], 2 * Math.sqrt(2) * error);
    assertEquals(2, sums[3], 2 * Math.sqrt(2) * error);
    assertEquals(1, sums[4], Math.sqrt(2 * 2 + 1) * error);
    assertEquals(0, x[0]);
  }

  @Test
  void aPriorHoldsItBesideSingleParameters() {
    Prior prior =
        Prior.of(
            new ParameterSpace(List.of("rate", "a", "b"), List.of("1/s", "1", "1")),
            List.of(new LogNormal(0, 1), NORMAL));
    double[] x = {Math.E, 2, -2};
    double[] u = {1, 2, -2};
    assertArrayEquals(u, prior.toUnbounded(x), 1e-15);
    assertArrayEquals(x, prior.fromUnbounded(u), 1e-15);
    double blocks = new LogNormal(0, 1).logDensity(Math.E) + NORMAL.logDensity(x, 1);
    assertEquals(blocks, prior.logDensity(x), 1e-14);
    assertEquals(blocks + 1, prior.logDensityUnbounded(u), 1e-14);
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(6);
    double rate = new LogNormal(0, 1).sample(random);
    double[] pair = new double[2];
    NORMAL.sample(random, pair, 0);
    assertArrayEquals(
        new double[] {rate, pair[0], pair[1]}, prior.sample(RandomSource.L64_X128_MIX.create(6)));
    double[] c = new double[3];
    prior.toStandard(x, 0, c, 0);
    assertArrayEquals(new double[] {1, Math.sqrt(0.5), -1.5 / Math.sqrt(1.5)}, c, 1e-14);
  }

  @Test
  void whatIsNoCovarianceIsRefused() {
    for (double[] wrong :
        new double[][] {{1, 2, 2, 1}, {1, 0.5, 0, 1}, {1, 0, 1}, {Double.NaN, 0, 0, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> MultivariateNormal.of(MEAN, wrong));
      assertThrows(
          IllegalArgumentException.class, () -> MultivariateNormal.ofPrecision(MEAN, wrong));
    }
  }
}
