package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class SplineFlowTest {
  private static final float[] CONTEXT = {0.5f, -1};

  private static FittedFlow rough(int parameters, long seed) {
    SplineSettings settings = new SplineSettings(parameters, 2, 5, 10, 3, 16, 2);
    return new FittedFlow(settings, seed).roughened(0.25, ~seed);
  }

  private static float[] normal(int size, double scale, long seed) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * SmallTask.gaussianDraw(random));
    }
    return values;
  }

  @Test
  void weightsThatAreAllZeroGiveTheStandardNormal() {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(2, 2), 1);
    Arrays.fill(flow.weights(), 0);
    double[] logDensity = flow.logDensity(new float[] {0, 0, 1, -2, 4, 0}, CONTEXT);
    double peak = -Math.log(2 * Math.PI);
    assertArrayEquals(new double[] {peak, peak - 2.5, peak - 8}, logDensity, 1e-5);
  }

  @Test
  void mixesAloneGiveTheNormalWorkedOutByHand() {
    FittedFlow flow = new FittedFlow(FittedFlow.standard(1, 2), 1);
    Arrays.fill(flow.weights(), 0);
    // z = 2 u + 1 far outside the splines: log 2 - 81 / 2 - log(2 pi) / 2 at u = 4.
    WeightLayout.Entry factors = entry(flow, "flow.mix4.factors");
    flow.weights()[factors.offset()] = (float) Math.log(2);
    flow.weights()[entry(flow, "flow.mix4.offset").offset()] = 1;
    double expected = Math.log(2) - 40.5 - 0.5 * Math.log(2 * Math.PI);
    assertEquals(expected, flow.logDensity(new float[] {4}, CONTEXT)[0], 1e-4);
  }

  @Test
  void theInverseComesBackWithTheSameDensity() {
    for (int parameters : new int[] {1, 2, 3, 10}) {
      FittedFlow flow = rough(parameters, 2);
      SplineDensity.Draws draws = flow.draw(CONTEXT, 500, 3);
      SplineDensity.Draws again = flow.draw(CONTEXT, 500, 3);
      assertArrayEquals(draws.u(), again.u());
      double[] logDensity = flow.logDensity(draws.u(), CONTEXT);
      assertArrayEquals(logDensity, draws.logDensity(), 1e-4, "P = " + parameters);
    }
  }

  @Test
  void uGoesToZAndBack() {
    for (int parameters : new int[] {1, 2, 3, 10}) {
      FittedFlow flow = rough(parameters, 4);
      double[] u = SplineFlow.widened(normal(500 * parameters, 1.5, 5));
      double[] back = flow.fromBase(flow.towardsBase(u, CONTEXT), CONTEXT, new double[500]);
      assertArrayEquals(u, back, 1e-5, "P = " + parameters);
    }
  }

  @Test
  void theDensityOfOneParameterHasMassOne() {
    FittedFlow flow = rough(1, 6);
    float[] u = line(-12, 12, 24_000);
    assertEquals(1, mass(flow.logDensity(u, CONTEXT), 24.0 / 24_000), 1e-4);
  }

  @Test
  void theDensityOfTwoParametersHasMassOne() {
    FittedFlow flow = rough(2, 7);
    int cells = 300;
    double cell = 20.0 / cells * 20 / cells;
    float[] axis = line(-10, 10, cells);
    float[] u = new float[cells * cells * 2];
    for (int i = 0; i < cells * cells; i++) {
      u[2 * i] = axis[i / cells];
      u[2 * i + 1] = axis[i % cells];
    }
    double[] logDensity = flow.logDensity(u, CONTEXT);
    assertEquals(1, mass(logDensity, cell), 2e-3);
    double difference = 0;
    for (int i = 0; i < logDensity.length; i++) {
      double squares = u[2 * i] * u[2 * i] + u[2 * i + 1] * u[2 * i + 1];
      double normal = Math.exp(-0.5 * squares) / (2 * Math.PI);
      difference += cell * Math.abs(Math.exp(logDensity[i]) - normal);
    }
    assertTrue(difference > 0.3, "hardly another density than the normal: " + difference);
  }

  @Test
  void theDeterminantIsThatOfCentralDifferences() {
    FittedFlow flow = rough(2, 8);
    double h = 1e-4;
    for (int n = 0; n < 50; n++) {
      double[] z = SplineFlow.widened(normal(2, 1, 100 + n));
      double[] moved = {z[0] + h, z[1], z[0] - h, z[1], z[0], z[1] + h, z[0], z[1] - h};
      double[] u = flow.fromBase(moved, CONTEXT, new double[4]);
      double determinant =
          ((u[0] - u[2]) * (u[5] - u[7]) - (u[1] - u[3]) * (u[4] - u[6])) / (4 * h * h);
      double[] logDensity = new double[1];
      flow.fromBase(z, CONTEXT, logDensity);
      assertEquals(-Math.log(determinant), logDensity[0], 5e-3, "z " + Arrays.toString(z));
    }
  }

  /** False alarm with probability 1e-6, had the seed been random. */
  @Test
  void drawsFollowTheDensity() {
    FittedFlow flow = rough(1, 9);
    float[] u = line(-12, 12, 24_000);
    double[] logDensity = flow.logDensity(u, CONTEXT);
    double[] cumulative = new double[u.length];
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      double cell = Math.exp(logDensity[i]) * 24 / 24_000;
      cumulative[i] = sum + cell / 2;
      sum += cell;
    }
    float[] draws = flow.draw(CONTEXT, 5000, 10).u();
    double[] sample = new double[draws.length];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = draws[i];
    }
    double p =
        KolmogorovSmirnovTest.withDefaults()
            .test(sample, x -> cumulative[(int) ((x + 12) * 1000)])
            .getPValue();
    assertTrue(p > 1e-6, "p " + p);
  }

  @Test
  void oneContextForAllIsTheSameAsARowEach() {
    FittedFlow flow = rough(2, 11);
    int rows = 3000; // more than the engine gets at once
    float[] u = normal(rows * 2, 1, 12);
    float[] each = new float[rows * 2];
    for (int i = 0; i < each.length; i++) {
      each[i] = CONTEXT[i % 2];
    }
    double[] shared = flow.logDensity(u, CONTEXT);
    assertArrayEquals(shared, flow.logDensity(u, each), 1e-5);
    float[] half = Arrays.copyOf(each, each.length / 3);
    assertArrayEquals(shared, flow.logDensity(u, half), 1e-5);
    float[] last = Arrays.copyOfRange(u, u.length - 2, u.length);
    assertEquals(shared[rows - 1], flow.logDensity(last, CONTEXT)[0], 1e-5);
  }

  @Test
  void theContextOfRowsComesInTheirOrder() {
    FittedFlow flow = rough(2, 13);
    float[] u = normal(8, 1, 14);
    float[] contexts = {1, 2, -1, 0.5f};
    double[] together = flow.logDensity(u, contexts);
    float[] firstHalf = Arrays.copyOf(u, 4);
    assertEquals(flow.logDensity(firstHalf, new float[] {1, 2})[1], together[1], 1e-5);
    float[] secondHalf = Arrays.copyOfRange(u, 4, 8);
    assertEquals(flow.logDensity(secondHalf, new float[] {-1, 0.5f})[0], together[2], 1e-5);
    assertTrue(Math.abs(flow.logDensity(secondHalf, new float[] {1, 2})[0] - together[2]) > 1e-3);
  }

  @Test
  void wrongShapesAreRefused() {
    FittedFlow flow = rough(2, 15);
    float[] u = new float[6];
    for (float[] context : new float[][] {new float[0], new float[3], new float[4]}) {
      assertThrows(IllegalArgumentException.class, () -> flow.logDensity(u, context));
    }
    assertThrows(IllegalArgumentException.class, () -> flow.logDensity(new float[3], CONTEXT));
    assertThrows(IllegalArgumentException.class, () -> flow.draw(new float[4], 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new SplineSettings(0, 1, 5, 10, 3, 50, 2));
    assertThrows(IllegalArgumentException.class, () -> new SplineSettings(1, 1, 5, 1, 3, 50, 2));
    assertEquals(0, flow.logDensity(new float[0], CONTEXT).length);
    assertEquals(0, flow.draw(CONTEXT, 0, 1).u().length);
  }

  private static WeightLayout.Entry entry(FittedFlow flow, String name) {
    return flow.layout().entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Middles of {@code cells} equal cells. */
  private static float[] line(double from, double to, int cells) {
    float[] values = new float[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = (float) (from + (to - from) * (i + 0.5) / cells);
    }
    return values;
  }

  private static double mass(double[] logDensity, double cell) {
    double sum = 0;
    for (double value : logDensity) {
      sum += cell * Math.exp(value);
    }
    return sum;
  }
}
