package io.streambed.science;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CloudTest {
  /** Members 0, 1, 2, 3, 4 in whitened coordinates w = 2 (x - 10) / 4. */
  private static Cloud line(double radius) {
    return new Cloud(
        Tensor.of(new float[] {10}, 1),
        Tensor.of(new float[] {4}, 1),
        Tensor.of(new float[] {2}, 1, 1),
        Tensor.of(new float[] {3, 0, 4, 1, 2}, 5, 1),
        radius);
  }

  @Test
  void theDistanceIsThatToTheFifthNearestOverTheRadius() {
    assertEquals(4, line(1).distance(new double[] {10}), 1e-12); // w = 0: 0 1 2 3 4
    assertEquals(2, line(1).distance(new double[] {14}), 1e-12); // w = 2: 0 1 1 2 2
    assertEquals(10, line(0.5).distance(new double[] {8}), 1e-12); // w = -1: 1 2 3 4 5
  }

  @Test
  void whatIsNotFiniteIsInfinitelyFar() {
    assertEquals(Double.POSITIVE_INFINITY, line(1).distance(new double[] {Double.NaN}));
    assertEquals(
        Double.POSITIVE_INFINITY, line(1).distance(new double[] {Double.NEGATIVE_INFINITY}));
  }

  @Test
  void aLowerTriangularMatrixWhitens() {
    double[] white =
        Cloud.whitened(new double[] {3, 5}, Tensor.of(new float[] {2, 99, 1, 4}, 2, 2));
    assertArrayEquals(new double[] {6, 23}, white);
  }

  /** Squared lengths are kept on average: 64 directions of 500 values, deviation 18 %. */
  @Test
  void longVectorsAreProjectedOnFixedDirections() {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(5);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] x = new double[500];
    Arrays.setAll(x, d -> normal.sample());
    double[] projected = Cloud.projected(x);
    assertEquals(64, projected.length);
    assertArrayEquals(projected, Cloud.projected(x.clone()));
    double length = Arrays.stream(x).map(v -> v * v).sum() / x.length;
    double after = Arrays.stream(projected).map(v -> v * v).sum() / projected.length;
    assertEquals(1, after / length, 0.72);
    double[] few = {1, 2, 3};
    assertArrayEquals(few, Cloud.projected(few));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Tensor one = Tensor.of(new float[] {1}, 1);
    Tensor five = Tensor.of(new float[5], 5, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cloud(one, one, Tensor.of(new float[4], 2, 2), five, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Cloud(one, one, one, Tensor.of(new float[4], 4, 1), 1));
    assertThrows(IllegalArgumentException.class, () -> new Cloud(one, one, one, five, 0));
    assertThrows(IllegalArgumentException.class, () -> line(1).distance(new double[2]));
  }
}
