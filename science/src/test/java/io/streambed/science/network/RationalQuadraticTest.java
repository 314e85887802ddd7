package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RationalQuadraticTest {
  private final RationalQuadratic curve = new RationalQuadratic(10, 3, 1);

  @Test
  void numbersThatAreAllEqualToZeroGiveTheIdentity() {
    float[] spline = new float[curve.parameters()];
    curve.prepare(spline);
    for (double x = -4; x <= 4; x += 0.0625) {
      double[] value = {x};
      assertEquals(0, curve.forward(spline, 0, value, 0), 1e-6, "log slope at " + x);
      assertEquals(x, value[0], 1e-6);
    }
  }

  @Test
  void equalLogitsMakeEqualBins() {
    float[] spline = new float[curve.parameters()];
    Arrays.fill(spline, 0, 20, 5);
    curve.prepare(spline);
    for (int k = 0; k < 20; k++) {
      assertEquals(0.6f, spline[k], 1e-6f);
    }
  }

  @Test
  void twoBinsGiveTheValuesWorkedOutByHand() {
    // Shares 1/4 and 3/4 of the width: 2 (0.001 + 0.998 / 4) = 0.501; heights 1 and 1; slope 1.
    RationalQuadratic two = new RationalQuadratic(2, 1, 1);
    float[] spline = {0, (float) Math.log(3), 7, 7, 0};
    two.prepare(spline);
    assertEquals(0.501, spline[0], 1e-6);
    assertEquals(1.499, spline[1], 1e-6);
    double[] values = {-0.499, -0.7495};
    assertEquals(0, two.forward(spline, 0, values, 0), 1e-5);
    // Middle of the first bin: half its height, slope 2 s² / (1 + s) with s = 1 / 0.501.
    assertEquals(Math.log(2.659579), two.forward(spline, 0, values, 1), 1e-5);
    assertEquals(0, values[0], 1e-6);
    assertEquals(-0.5, values[1], 1e-6);
    two.inverse(spline, 0, values, 1);
    assertEquals(-0.7495, values[1], 1e-6);
  }

  @Test
  void theScaleMultipliesLogitsOnly() {
    float[] scaled = random(3, 1);
    float[] plain = scaled.clone();
    for (int k = 0; k < 20; k++) {
      plain[k] *= 0.5f;
    }
    new RationalQuadratic(10, 3, 0.5).prepare(scaled);
    curve.prepare(plain);
    for (int k = 0; k < plain.length; k++) {
      assertEquals(plain[k], scaled[k], 1e-6);
    }
  }

  @Test
  void outsideTheBoundItIsTheIdentity() {
    float[] spline = random(1, 3);
    curve.prepare(spline);
    for (double x : new double[] {-3, 3, -3.5, 100, Double.NaN}) {
      double[] value = {x};
      assertEquals(0, curve.forward(spline, 0, value, 0));
      assertEquals(x, value[0]);
      assertEquals(0, curve.inverse(spline, 0, value, 0));
      assertEquals(x, value[0]);
      float[] slopes = new float[spline.length];
      assertEquals(2, curve.backward(spline, 0, x, 2, 5, slopes));
      for (float slope : slopes) {
        assertEquals(0, slope);
      }
    }
  }

  @Test
  void itRisesFromBoundToBoundAndTheInverseComesBack() {
    for (int seed = 0; seed < 50; seed++) {
      float[] spline = random(seed, 2);
      curve.prepare(spline);
      double before = -3;
      for (double x = -3; x < 3; x += 0.0078125) {
        double[] value = {x};
        double logSlope = curve.forward(spline, 0, value, 0);
        assertTrue(value[0] >= before && value[0] < 3, "at " + x + ": " + value[0]);
        before = value[0];
        assertEquals(logSlope, curve.inverse(spline, 0, value, 0), 1e-9, "log slope at " + x);
        assertEquals(x, value[0], 1e-9, "seed " + seed);
      }
    }
  }

  @Test
  void extremeNumbersKeepTheSmallestBinsAndSlopes() {
    float[] spline = new float[curve.parameters()];
    spline[0] = 1000;
    spline[19] = 1000;
    Arrays.fill(spline, 20, 29, -1000);
    curve.prepare(spline);
    assertEquals(6 * 0.991, spline[0], 1e-5);
    assertEquals(6 * 0.001, spline[1], 1e-6);
    // The first bin ends at -3 + 5.946, as high as 0.006; the slope at its end is 1e-3.
    double[] value = {2.946 - 1e-4};
    assertEquals(Math.log(1e-3), curve.forward(spline, 0, value, 0), 0.1);
    assertEquals(-3 + 0.006, value[0], 1e-5);
  }

  @Test
  void slopesOfALossAreThoseOfCentralDifferences() {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(5L);
    for (int seed = 0; seed < 20; seed++) {
      float[] raw = random(seed, 1);
      double x = 6 * random.nextDouble() - 3;
      float[] spline = raw.clone();
      curve.prepare(spline);
      float[] slopes = new float[raw.length];
      double byX = curve.backward(spline, 0, x, 1, 0.5, slopes);
      double step = 1e-7;
      double slope = (loss(raw, x + step) - loss(raw, x - step)) / (2 * step);
      assertEquals(slope, byX, 1e-5 * (1 + Math.abs(byX)), "seed " + seed);
      float h = 1f / 1024;
      for (int i = 0; i < raw.length; i++) {
        double up = loss(moved(raw, i, h), x);
        double down = loss(moved(raw, i, -h), x);
        assertEquals(
            (up - down) / (2 * h),
            slopes[i],
            3e-3 * (1 + Math.abs(slopes[i])),
            "seed " + seed + " number " + i);
      }
    }
  }

  private double loss(float[] raw, double x) {
    float[] spline = raw.clone();
    curve.prepare(spline);
    double[] value = {x};
    double logSlope = curve.forward(spline, 0, value, 0);
    return value[0] + 0.5 * logSlope;
  }

  private static float[] moved(float[] values, int index, float step) {
    float[] moved = values.clone();
    moved[index] += step;
    return moved;
  }

  private float[] random(long seed, double scale) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] values = new float[curve.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * SmallTask.gaussianDraw(random));
    }
    return values;
  }
}
