package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Sides;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
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
    return infoNce(Sides.BOTH, f.length / width, f, g, width);
  }

  private static Result infoNce(Sides sides, int pairs, float[] f, float[] g, int width) {
    return TensorRuntime.compute(
        false,
        manager ->
            new Result(
                InfoNce.of(
                    sides,
                    pairs,
                    manager.create(f, new Shape(f.length / width, width)),
                    manager.create(g, new Shape(g.length / width, width)))));
  }

  /** The definition, in double precision. */
  private static double definition(Sides sides, int pairs, float[] f, float[] g, int width) {
    double loss = 0;
    for (int i = 0; i < pairs; i++) {
      if (sides.tellsParameters()) {
        loss += missed(f, g, i, i, width) / pairs;
      }
      if (sides.tellsData()) {
        loss += missed(g, f, i, i, width) / pairs;
      }
    }
    return loss;
  }

  /** -log of the share of one candidate at an anchor. */
  private static double missed(
      float[] anchors, float[] candidates, int anchor, int candidate, int width) {
    double[] scores = new double[candidates.length / width];
    for (int j = 0; j < scores.length; j++) {
      for (int e = 0; e < width; e++) {
        scores[j] += (double) anchors[anchor * width + e] * candidates[j * width + e];
      }
    }
    return logSumExp(scores) - scores[candidate];
  }

  private static double logSumExp(double[] values) {
    double highest = Arrays.stream(values).max().orElseThrow();
    return highest + Math.log(Arrays.stream(values).map(v -> Math.exp(v - highest)).sum());
  }

  private static void assertGradient(float[] f, float[] g, int width, double tolerance) {
    assertGradient(Sides.BOTH, f.length / width, f, g, width, tolerance);
  }

  private static void assertGradient(
      Sides sides, int pairs, float[] f, float[] g, int width, double tolerance) {
    Result result = infoNce(sides, pairs, f, g, width);
    assertEquals(definition(sides, pairs, f, g, width), result.loss, tolerance);
    assertSlopes(f, result.byData, moved -> definition(sides, pairs, moved, g, width), tolerance);
    assertSlopes(
        g, result.byParameters, moved -> definition(sides, pairs, f, moved, width), tolerance);
  }

  private static void assertSlopes(
      float[] at, float[] slopes, ToDoubleFunction<float[]> loss, double tolerance) {
    float h = 1f / 1024;
    for (int k = 0; k < at.length; k++) {
      float[] up = at.clone();
      float[] down = at.clone();
      up[k] += h;
      down[k] -= h;
      double slope = (loss.applyAsDouble(up) - loss.applyAsDouble(down)) / (2 * h);
      assertEquals(slope, slopes[k], tolerance, "slope " + k);
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
    assertEquals(rows / 3 - 1, infoNce(Sides.PARAMETERS, 3, f, g, 3).loss, 1e-6);
    assertEquals(columns / 3 - 1, infoNce(Sides.DATA, 3, f, g, 3).loss, 1e-6);
  }

  @Test
  void theGradientOfOneSideIsThatOfCentralDifferencesToo() {
    assertGradient(Sides.PARAMETERS, 5, random(5 * 3, 1, 7), random(12 * 3, 1, 8), 3, 1e-4);
    assertGradient(Sides.DATA, 5, random(5 * 3, 1, 9), random(5 * 3, 1, 10), 3, 1e-4);
    assertGradient(Sides.DATA, 6, random(6 * 2, 12, 5), random(6 * 2, 12, 6), 2, 2e-3);
  }

  @Test
  void theGradientIsThatOfCentralDifferences() {
    assertGradient(random(7 * 3, 1, 1), random(7 * 3, 1, 2), 3, 1e-4);
  }

  @Test
  void furtherNegativesStandInTheRowsOnly() {
    assertGradient(random(5 * 3, 1, 3), random(12 * 3, 1, 4), 3, 1e-4);
  }

  /**
   * The slopes by the parameters are those of the loss; the slopes by the batch's data, which push
   * for 4 fixed ones as well, take 1 + 4 / 3 times the part of the 3 negatives of each.
   */
  @Test
  void furtherDataAreFixedAndTheBatchPushesForThem() {
    for (Sides sides : List.of(Sides.BOTH, Sides.DATA)) {
      float[] f = random(8 * 3, 1, 11);
      float[] g = random((sides == Sides.BOTH ? 9 : 4) * 3, 1, 12);
      Result result = infoNce(sides, 4, f, g, 3);
      assertEquals(definition(sides, 4, f, g, 3), result.loss, 1e-4);
      assertSlopes(g, result.byParameters, moved -> definition(sides, 4, f, moved, 3), 1e-4);
      float[] negatives = new float[4 * 3];
      for (int j = 0; j < 4; j++) {
        for (int i = 0; i < 4; i++) {
          double share = i == j ? 0 : Math.exp(-missed(g, f, j, i, 3));
          for (int e = 0; e < 3; e++) {
            negatives[i * 3 + e] += (float) (4 / 3.0 * share / 4 * g[j * 3 + e]);
          }
        }
      }
      float[] exact = result.byData.clone();
      for (int k = 0; k < exact.length; k++) {
        exact[k] -= negatives[k];
      }
      float[] own = Arrays.copyOf(f, 4 * 3);
      assertSlopes(own, exact, moved -> definition(sides, 4, replaced(f, moved), g, 3), 1e-4);
    }
  }

  private static float[] replaced(float[] all, float[] first) {
    float[] replaced = all.clone();
    System.arraycopy(first, 0, replaced, 0, first.length);
    return replaced;
  }

  @Test
  void whatTheBatchAloneShowsLeavesFurtherNegativesOut() {
    float[] f = random(5 * 3, 1, 3);
    float[] g = random(12 * 3, 1, 4);
    double alone = definition(Sides.PARAMETERS, 5, f, Arrays.copyOf(g, f.length), 3);
    assertEquals(alone, infoNce(Sides.BOTH, 5, f, g, 3).inBatch, 1e-5);
    assertEquals(alone, infoNce(Sides.PARAMETERS, 5, f, g, 3).inBatch, 1e-5);
    assertEquals(alone, infoNce(Sides.BOTH, 5, random(8 * 3, 1, 3), g, 3).inBatch, 1e-5);
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
