package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Sides;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InfoNceTest {

  /** Loss and both gradients of one call. */
  private static final class Result {
    private final double loss;
    private final double inBatch;
    private final float[] byData;
    private final float[] byParameters;

    private Result(InfoNce contrast) {
      loss = contrast.loss();
      inBatch = contrast.inBatch();
      byData = contrast.byData().toFloatArray();
      byParameters = contrast.byParameters().toFloatArray();
    }
  }

  private static Result infoNce(float[] f, float[] g, int width) {
    return infoNce(Sides.BOTH, f, g, width);
  }

  private static Result infoNce(Sides sides, float[] f, float[] g, int width) {
    return TensorRuntime.compute(
        false,
        manager -> {
          NDArray data = manager.create(f, new Shape(f.length / width, width));
          NDArray parameters = manager.create(g, new Shape(g.length / width, width));
          return new Result(
              switch (sides) {
                case BOTH -> InfoNce.of(data, parameters);
                case PARAMETERS -> InfoNce.oneSided(data, parameters);
                case DATA -> InfoNce.oneSided(parameters, data).mirrored();
              });
        });
  }

  /** The definition, in double precision; of DATA alone with the two exchanged. */
  private static double definition(Sides sides, float[] f, float[] g, int width) {
    return sides == Sides.DATA
        ? definition(g, f, width, false)
        : definition(f, g, width, sides == Sides.BOTH);
  }

  private static double definition(float[] f, float[] g, int width, boolean columns) {
    int pairs = f.length / width;
    int all = g.length / width;
    double[][] s = new double[pairs][all];
    for (int i = 0; i < pairs; i++) {
      for (int j = 0; j < all; j++) {
        for (int e = 0; e < width; e++) {
          s[i][j] += (double) f[i * width + e] * g[j * width + e];
        }
      }
    }
    double loss = 0;
    for (int i = 0; i < pairs; i++) {
      double[] column = new double[pairs];
      for (int k = 0; k < pairs; k++) {
        column[k] = s[k][i];
      }
      loss += (logSumExp(s[i]) - s[i][i]) / pairs;
      loss += columns ? (logSumExp(column) - s[i][i]) / pairs : 0;
    }
    return loss;
  }

  private static double logSumExp(double[] values) {
    double highest = Arrays.stream(values).max().orElseThrow();
    return highest + Math.log(Arrays.stream(values).map(v -> Math.exp(v - highest)).sum());
  }

  private static void assertGradient(float[] f, float[] g, int width, double tolerance) {
    assertGradient(Sides.BOTH, f, g, width, tolerance);
  }

  private static void assertGradient(
      Sides sides, float[] f, float[] g, int width, double tolerance) {
    Result result = infoNce(sides, f, g, width);
    assertEquals(definition(sides, f, g, width), result.loss, tolerance);
    float h = 1f / 1024;
    for (int k = 0; k < f.length; k++) {
      float[] up = f.clone();
      float[] down = f.clone();
      up[k] += h;
      down[k] -= h;
      double slope =
          (definition(sides, up, g, width) - definition(sides, down, g, width)) / (2 * h);
      assertEquals(slope, result.byData[k], tolerance, "dL/dF " + k);
    }
    for (int k = 0; k < g.length; k++) {
      float[] up = g.clone();
      float[] down = g.clone();
      up[k] += h;
      down[k] -= h;
      double slope =
          (definition(sides, f, up, width) - definition(sides, f, down, width)) / (2 * h);
      assertEquals(slope, result.byParameters[k], tolerance, "dL/dG " + k);
    }
  }

  private static float[] random(int size, double scale, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      // Multiples of 2^-10, so that steps of the central differences are exact.
      values[i] = Math.round(random.nextGaussian() * scale * 1024) / 1024f;
    }
    return values;
  }

  @Test
  void twoPairsGiveTheLossAndGradientWorkedOutByHand() {
    // s = [[2, 0], [0, 2]]: every softmax is 1 / (1 + e^-2) = 0.880797 on the pair itself.
    Result result = infoNce(new float[] {1, 0, 0, 1}, new float[] {2, 0, 0, 2}, 2);
    assertEquals(2 * Math.log(1 + Math.exp(-2)), result.loss, 1e-6);
    float own = -0.1192029f; // (0.880797 + 0.880797 - 2) / 2
    assertArrayEquals(new float[] {2 * own, -2 * own, -2 * own, 2 * own}, result.byData, 1e-6f);
    assertArrayEquals(new float[] {own, -own, -own, own}, result.byParameters, 1e-6f);
  }

  @Test
  void threePairsOfUnlikeScoresAgreeWithTheDefinition() {
    // s = [[1, 2, 0], [0, 1, 1], [3, 0, 1]]; rows and columns have other sums.
    float[] f = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    float[] g = {1, 0, 3, 2, 1, 0, 0, 1, 1};
    double rows = Math.log(1 + Math.exp(1) + Math.exp(-1)) + Math.log(2 + Math.exp(-1));
    rows += Math.log(1 + Math.exp(2) + Math.exp(-1));
    double columns = Math.log(1 + Math.exp(-1) + Math.exp(2));
    columns += Math.log(1 + Math.exp(1) + Math.exp(-1)) + Math.log(2 + Math.exp(-1));
    assertEquals((rows + columns) / 3, infoNce(f, g, 3).loss, 1e-6);
    assertGradient(f, g, 3, 1e-4);
  }

  @Test
  void eachSideAloneIsItsHalfWorkedOutByHand() {
    // s as above, its own scores 1.
    float[] f = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    float[] g = {1, 0, 3, 2, 1, 0, 0, 1, 1};
    double e = Math.E;
    double rows = Math.log(1 + e + e * e) + Math.log(1 + 2 * e) + Math.log(1 + e + e * e * e);
    double columns = Math.log(1 + e + e * e * e) + Math.log(1 + e + e * e) + Math.log(1 + 2 * e);
    assertEquals(rows / 3 - 1, infoNce(Sides.PARAMETERS, f, g, 3).loss, 1e-6);
    assertEquals(columns / 3 - 1, infoNce(Sides.DATA, f, g, 3).loss, 1e-6);
    // One pair of score 2 and further data of score 0: p = 1 / (1 + e^-2).
    Result one = infoNce(Sides.DATA, new float[] {2, 0}, new float[] {1}, 1);
    assertEquals(Math.log(1 + Math.exp(-2)), one.loss, 1e-6);
    assertArrayEquals(new float[] {-0.1192029f, 0.1192029f}, one.byData, 1e-6f);
    assertArrayEquals(new float[] {-2 * 0.1192029f}, one.byParameters, 1e-6f);
  }

  @Test
  void theGradientOfOneSideIsThatOfCentralDifferencesToo() {
    assertGradient(Sides.PARAMETERS, random(5 * 3, 1, 7), random(12 * 3, 1, 8), 3, 1e-4);
    assertGradient(Sides.DATA, random(12 * 3, 1, 9), random(5 * 3, 1, 10), 3, 1e-4);
    assertGradient(Sides.DATA, random(6 * 2, 12, 5), random(6 * 2, 12, 6), 2, 2e-3);
  }

  @Test
  void theGradientIsThatOfCentralDifferences() {
    assertGradient(random(7 * 3, 1, 1), random(7 * 3, 1, 2), 3, 1e-4);
  }

  @Test
  void furtherNegativesStandInTheRowsOnly() {
    assertGradient(random(5 * 3, 1, 3), random(12 * 3, 1, 4), 3, 1e-4);
  }

  @Test
  void whatTheBatchAloneShowsLeavesFurtherNegativesOut() {
    float[] f = random(5 * 3, 1, 3);
    float[] g = random(12 * 3, 1, 4);
    double alone = definition(Sides.PARAMETERS, f, Arrays.copyOf(g, f.length), 3);
    assertEquals(alone, infoNce(Sides.BOTH, f, g, 3).inBatch, 1e-5);
    assertEquals(alone, infoNce(Sides.PARAMETERS, f, g, 3).inBatch, 1e-5);
    assertEquals(alone, infoNce(f, Arrays.copyOf(g, f.length), 3).inBatch, 1e-5);
  }

  @Test
  void scoresTooFarApartForOneExponentialStillAgree() {
    assertGradient(random(6 * 2, 12, 5), random(9 * 2, 12, 6), 2, 2e-3);
  }

  @Test
  void scoresBeyondTheRangeOfExpAreFinite() {
    float[] f = {300, 0, 0, 300};
    Result result = infoNce(f, new float[] {0, 1, 1, 0}, 2);
    assertEquals(600, result.loss, 1e-3);
    assertArrayEquals(new float[] {1, -1, -1, 1}, result.byData, 1e-6f);
  }

  @Test
  void aCriticThatKnowsNothingLosesTwiceLogN() {
    assertEquals(2 * Math.log(64), infoNce(new float[64], new float[64], 1).loss, 1e-5);
  }

  @Test
  void theInformationEstimateStaysBelowLogN() {
    for (int seed = 0; seed < 20; seed++) {
      float[] f = random(16 * 4, seed, seed);
      assertTrue(infoNce(f, f, 4).loss >= 0, "seed " + seed);
    }
  }
}
