package io.streambed.science.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void theUniformHasTheDensityOfItsWidthAndNoneOutside() {
    Uniform uniform = new Uniform(-1, 3);
    assertEquals(-1.3862943611198906, uniform.logDensity(0.5), 1e-14); // -log 4
    assertEquals(-INFINITY, uniform.logDensity(3.01));
    assertEquals(-INFINITY, uniform.logDensity(-1.01));
  }

  @Test
  void theUniformMapsByTheLogitOfThePosition() {
    Uniform uniform = new Uniform(-1, 3);
    assertEquals(0, uniform.toUnbounded(1), 1e-15);
    assertEquals(1.0986122886681098, uniform.toUnbounded(2), 1e-14); // log(3 / 1)
    assertEquals(0, uniform.logJacobian(0), 1e-15); // 4 * 1/2 * 1/2 = 1
    assertEquals(1.7320508075688772, uniform.toStandard(3), 1e-14); // sqrt 3
    assertEquals(3, uniform.fromStandard(1.7320508075688772), 1e-14);
    assertEquals(Double.NEGATIVE_INFINITY, uniform.logDensity(uniform.fromStandard(1.8)));
  }

  @Test
  void slopesAreWorkedOutByHand() {
    Uniform uniform = new Uniform(-1, 3);
    assertEquals(-0.5, uniform.logDensitySlope(Math.log(3)), 1e-15); // -(3 - 1) / (3 + 1)
    assertEquals(0.8660254037844386, uniform.standardSlope(0), 1e-15); // sqrt 12 / 4
    assertEquals(-0.5, new Normal(1, 2).logDensitySlope(3), 1e-15);
    assertEquals(0.5, new Normal(1, 2).standardSlope(7), 1e-15);
    assertEquals(-0.25, new LogNormal(2, 2).logDensitySlope(3), 1e-15);
    assertEquals(0.125, new LogNormal(2, 2).standardSlope(4), 1e-15);
    // u = log x: 1 - x² at x = 2.
    TruncatedNormal halfNormal = new TruncatedNormal(0, 1, 0, INFINITY);
    assertEquals(-3, halfNormal.logDensitySlope(Math.log(2)), 1e-14);
  }

  @Test
  void unitCoordinatesAreTheShareBelow() {
    assertEquals(0.375, new Uniform(-1, 3).cumulative(0.5), 1e-15);
    assertEquals(0, new Uniform(-1, 3).cumulative(-2));
    assertEquals(0.8413447460685429, new Normal(1, 2).cumulative(3), 1e-14); // one deviation
    assertEquals(0.8413447460685429, new LogNormal(2, 2).cumulative(Math.exp(4)), 1e-14);
    // Half a normal: twice what lies between the mean and one deviation.
    assertEquals(0.6826894921370859, new TruncatedNormal(0, 1, 0, INFINITY).cumulative(1), 1e-14);
  }

  @Test
  void theNormalHasTheGaussianDensity() {
    Normal normal = new Normal(1, 2);
    assertEquals(-2.112085713764618, normal.logDensity(3), 1e-13); // -log 2 - log(2 pi) / 2 - 1/2
    assertEquals(3, normal.toUnbounded(3));
    assertEquals(1, normal.toStandard(3));
  }

  @Test
  void theLogNormalHasTheGaussianDensityOfTheLogOverX() {
    LogNormal logNormal = new LogNormal(0, 1);
    assertEquals(-2.418938533204673, logNormal.logDensity(Math.E), 1e-13);
    assertEquals(-INFINITY, logNormal.logDensity(-1));
    assertEquals(1, logNormal.toUnbounded(Math.E), 1e-15);
    assertEquals(0.5, new LogNormal(2, 2).toStandard(Math.exp(3)), 1e-14);
  }

  @Test
  void theHalfNormalHasTwiceTheGaussianDensity() {
    TruncatedNormal halfNormal = new TruncatedNormal(0, 1, 0, INFINITY);
    assertEquals(-0.7257913526447274, halfNormal.logDensity(1), 1e-13); // log 2 + log of N(1; 0, 1)
    assertEquals(-INFINITY, halfNormal.logDensity(-0.1));
    assertEquals(0.6931471805599453, halfNormal.toUnbounded(2), 1e-15);
  }

  @Test
  void theStandardCoordinateOfTheHalfNormalIsItsStandardisedLog() {
    TruncatedNormal halfNormal = new TruncatedNormal(0, 1, 0, INFINITY);
    // log |Z| has mean -(Euler's constant + log 2) / 2 and variance pi² / 8.
    double expected = 0.6351814227 / 1.1107207345;
    assertEquals(expected, halfNormal.toStandard(1), 5e-3);
  }

  @Test
  void aTruncatedNormalThatIsNarrowFarFromItsEndIsStillStandardised() {
    // In u = log x its deviation is 1e-8 about log 100: a hundred millionth of the mean.
    TruncatedNormal narrow = new TruncatedNormal(100, 1e-6, 0, INFINITY);
    assertEquals(1, narrow.toStandard(100 + 1e-6), 1e-2);
    assertEquals(-2, narrow.toStandard(100 - 2e-6), 1e-2);
  }

  @Test
  void aNormalCutOnOneSideIsNotMovedByTheOther() {
    assertEquals(-2, new TruncatedNormal(0, 1, -INFINITY, 1).toUnbounded(1 - Math.exp(2)), 1e-14);
    assertEquals(0.7, new TruncatedNormal(0, 1, -INFINITY, INFINITY).toUnbounded(0.7));
  }

  @Test
  void farOutInTheUnboundedCoordinateTheValueStaysInsideTheSupport() {
    Uniform uniform = new Uniform(-1, 3);
    assertTrue(uniform.fromUnbounded(800) < 3);
    assertTrue(uniform.fromUnbounded(-800) > -1);
    assertTrue(new LogNormal(0, 1).fromUnbounded(-800) > 0);
    assertTrue(Double.isFinite(new LogNormal(0, 1).fromUnbounded(800)));
  }

  @Test
  void meaninglessDistributionsAreRefused() {
    assertRefused("lower < upper", () -> new Uniform(1, 1));
    assertRefused("lower < upper", () -> new Uniform(0, INFINITY));
    assertRefused("deviation > 0", () -> new Normal(0, 0));
    assertRefused("deviation > 0", () -> new Normal(Double.NaN, 1));
    assertRefused("logDeviation > 0", () -> new LogNormal(0, -1));
    assertRefused("deviation > 0", () -> new TruncatedNormal(0, -1, 0, 1));
    assertRefused("lower < upper", () -> new TruncatedNormal(0, 1, 2, 1));
    assertRefused("some mass", () -> new TruncatedNormal(0, 1, 60, 61));
    assertRefused("wide enough", () -> new TruncatedNormal(1e9, 1e-9, 0, INFINITY));
  }

  @Test
  void truncatedNormalsOfTheSameNumbersAreEqual() {
    assertEquals(new TruncatedNormal(1, 2, 0, 5), new TruncatedNormal(1, 2, 0, 5));
    assertEquals(
        new TruncatedNormal(1, 2, 0, 5).hashCode(), new TruncatedNormal(1, 2, 0, 5).hashCode());
    assertTrue(!new TruncatedNormal(1, 2, 0, 5).equals(new TruncatedNormal(1, 2, 0, 6)));
  }

  private static void assertRefused(String expected, Runnable creation) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, creation::run).getMessage());
    assertTrue(message.contains(expected), message);
  }
}
