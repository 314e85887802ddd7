package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class SplineBinTest {

  @Test
  void valuesAndSlopesAreThoseWorkedOutByHand() {
    // s = 1, β = 1 + 2 t. At 1/4: t = 3/16, (1/16 + 3/8) / (11/8) and (13/8) / (11/8)².
    SplineBin steepEnds = new SplineBin(0, 1, 0, 1, 2, 2);
    assertEquals(0.5, steepEnds.image(0.5), 1e-15);
    assertEquals(Math.log(2.0 / 3), steepEnds.logSlope(0.5), 1e-15);
    assertEquals(7.0 / 22, steepEnds.image(0.25), 1e-15);
    assertEquals(Math.log(104.0 / 121), steepEnds.logSlope(0.25), 1e-15);
    // s = 2, β = 2 everywhere: a parabola. At 0: 1 + 4 (1/2 + 1/4) / 2 and 4 (3/4 + 1 + 1/4) / 4.
    SplineBin parabola = new SplineBin(-1, 2, 1, 4, 1, 3);
    assertEquals(2.5, parabola.image(0), 1e-15);
    assertEquals(Math.log(2), parabola.logSlope(0), 1e-15);
    assertEquals(0, parabola.preimage(2.5), 1e-15);
  }

  @Test
  void itGoesThroughBothKnotsWithTheirSlopes() {
    SplineBin bin = new SplineBin(-0.5, 0.25, 1, 2, 0.3, 7);
    assertEquals(1, bin.image(-0.5), 1e-12);
    assertEquals(3, bin.image(-0.25), 1e-12);
    assertEquals(Math.log(0.3), bin.logSlope(-0.5), 1e-12);
    assertEquals(Math.log(7), bin.logSlope(-0.25), 1e-12);
    assertEquals(-0.5, bin.preimage(1), 1e-12);
    assertEquals(-0.25, bin.preimage(3), 1e-12);
  }

  @Test
  void theSlopeIsThatOfTheImageAndThePreimageItsInverse() {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1L);
    for (int n = 0; n < 1000; n++) {
      SplineBin bin = bin(random);
      double x = bin.left() + bin.width() * (0.01 + 0.98 * random.nextDouble());
      double h = 1e-6 * bin.width();
      double slope = (bin.image(x + h) - bin.image(x - h)) / (2 * h);
      assertTrue(slope > 0, bin.toString());
      assertEquals(1, Math.exp(bin.logSlope(x)) / slope, 1e-5, bin.toString());
      assertEquals(0, (bin.preimage(bin.image(x)) - x) / bin.width(), 1e-7, bin.toString());
    }
  }

  @Test
  void slopesOfALossAreThoseOfCentralDifferences() {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(2L);
    for (int n = 0; n < 200; n++) {
      SplineBin b = bin(random);
      double x = b.left() + b.width() * (0.05 + 0.9 * random.nextDouble());
      SplineBin.Slopes by = b.slopes(x, 1.5, -0.7);
      assertEquals(difference(v -> loss(b, v), x), by.byX(), tolerance(by.byX()));
      check(by.byWidth(), b.width(), v -> loss(with(b, v, b.height(), b.entry(), b.exit()), x));
      check(by.byHeight(), b.height(), v -> loss(with(b, b.width(), v, b.entry(), b.exit()), x));
      check(by.byEntry(), b.entry(), v -> loss(with(b, b.width(), b.height(), v, b.exit()), x));
      check(by.byExit(), b.exit(), v -> loss(with(b, b.width(), b.height(), b.entry(), v), x));
    }
  }

  private static void check(double slope, double at, DoubleUnaryOperator loss) {
    assertEquals(difference(loss, at), slope, tolerance(slope));
  }

  private static double tolerance(double slope) {
    return 1e-6 * (1 + Math.abs(slope));
  }

  private static double difference(DoubleUnaryOperator loss, double at) {
    double h = 1e-6;
    return (loss.applyAsDouble(at + h) - loss.applyAsDouble(at - h)) / (2 * h);
  }

  private static double loss(SplineBin bin, double x) {
    return 1.5 * bin.image(x) - 0.7 * bin.logSlope(x);
  }

  private static SplineBin with(SplineBin b, double width, double height, double in, double out) {
    return new SplineBin(b.left(), width, b.bottom(), height, in, out);
  }

  private static SplineBin bin(UniformRandomProvider random) {
    return new SplineBin(
        random.nextDouble() - 2,
        0.1 + random.nextDouble(),
        random.nextDouble() - 2,
        0.1 + random.nextDouble(),
        0.1 + 3 * random.nextDouble(),
        0.1 + 3 * random.nextDouble());
  }
}
