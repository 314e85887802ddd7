package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class LinearMixTest {

  @Test
  void twoByTwoGivesTheProductWorkedOutByHand() {
    // U = [[1, 3], [0, 2]], L = [[1, 0], [2, 1]]: U (1, 1) = (4, 2), L (4, 2) = (4, 10).
    TriangularProduct map =
        new TriangularProduct(new float[] {0, 3, 2, (float) Math.log(2)}, new float[] {10, -10});
    assertEquals(Math.log(2), map.logDeterminant(), 1e-6);
    assertArrayEquals(new double[] {14, 0, 10, -10}, map.forward(new double[] {1, 1, 0, 0}), 1e-5);
    assertArrayEquals(new double[] {1, 1, 0, 0}, map.inverse(new double[] {14, 0, 10, -10}), 1e-5);
  }

  @Test
  void oneParameterIsScaledAndMoved() {
    TriangularProduct map =
        new TriangularProduct(new float[] {(float) Math.log(3)}, new float[] {1});
    assertArrayEquals(new double[] {7, 1}, map.forward(new double[] {2, 0}), 1e-6);
    assertArrayEquals(new double[] {2, 0}, map.inverse(new double[] {7, 1}), 1e-6);
  }

  @Test
  void itStartsAsTheIdentity() {
    WeightLayout layout = new WeightLayout();
    LinearMix mix = LinearMix.declare(layout, "mix", 3);
    Weights weights = new Weights(layout);
    weights.set(layout.start(RandomSource.L64_X128_MIX.create(1L)));
    double[] x = {1, 2, 3};
    double[] z =
        TensorRuntime.compute(false, manager -> mix.map(weights.leaves(manager)).forward(x));
    assertArrayEquals(x, z);
  }

  @Test
  void theInverseComesBack() {
    for (int size = 1; size <= 6; size++) {
      TriangularProduct map = new TriangularProduct(random(size * size, 1), random(size, 2));
      double[] x = SplineFlow.widened(random(20 * size, 3));
      assertArrayEquals(x, map.inverse(map.forward(x)), 1e-9);
    }
  }

  @Test
  void slopesOfALossAreThoseOfCentralDifferences() {
    int size = 3;
    float[] factors = random(size * size, 4);
    float[] offset = random(size, 5);
    double[] x = SplineFlow.widened(random(2 * size, 6));
    double[] slopes = SplineFlow.widened(random(2 * size, 7));
    double[] byFactors = new double[size * size];
    double[] byOffset = new double[size];
    double[] byX =
        new TriangularProduct(factors, offset).backward(x, slopes, 0.75, byFactors, byOffset);
    float h = 1f / 512;
    for (int i = 0; i < factors.length; i++) {
      double up = loss(moved(factors, i, h), offset, x, slopes);
      double down = loss(moved(factors, i, -h), offset, x, slopes);
      assertEquals((up - down) / (2 * h), byFactors[i], 1e-5, "factor " + i);
    }
    for (int i = 0; i < size; i++) {
      double up = loss(factors, moved(offset, i, h), x, slopes);
      double down = loss(factors, moved(offset, i, -h), x, slopes);
      assertEquals((up - down) / (2 * h), byOffset[i], 1e-9, "offset " + i);
    }
    for (int i = 0; i < x.length; i++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (loss(factors, offset, up, slopes) - loss(factors, offset, down, slopes)) / (2 * h);
      assertEquals(slope, byX[i], 1e-9, "x " + i);
    }
  }

  private static double loss(float[] factors, float[] offset, double[] x, double[] slopes) {
    TriangularProduct map = new TriangularProduct(factors, offset);
    double[] z = map.forward(x);
    double sum = 0.75 * map.logDeterminant();
    for (int i = 0; i < z.length; i++) {
      sum += slopes[i] * z[i];
    }
    return sum;
  }

  private static float[] moved(float[] values, int index, float step) {
    float[] moved = values.clone();
    moved[index] += step;
    return moved;
  }

  private static float[] random(int size, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
