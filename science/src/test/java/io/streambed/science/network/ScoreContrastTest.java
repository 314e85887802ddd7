package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.ContrastSettings.Sides;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreContrastTest {

  /** Odds 1 : 3 and 1 : 1 along the rows, 1 : 1 and 3 : 1 the other way along the columns. */
  @Test
  void twoPairsByHand() {
    float[] scores = {0, (float) Math.log(3), 0, 0};

    ScoreContrast rows = ScoreContrast.of(Sides.PARAMETERS, scores, 2);
    ScoreContrast columns = ScoreContrast.of(Sides.DATA, scores, 2);

    assertEquals((Math.log(4) + Math.log(2)) / 2, rows.loss(), 1e-6);
    assertArrayEquals(new float[] {-0.375f, 0.375f, 0.25f, -0.25f}, rows.byScore(), 1e-6f);
    assertEquals((Math.log(2) + Math.log(4)) / 2, columns.loss(), 1e-6);
    assertArrayEquals(new float[] {-0.25f, 0.375f, 0.25f, -0.375f}, columns.byScore(), 1e-6f);
  }

  @Test
  void scoresWithoutInformationCostTheLogarithmOfTheBatchOnEitherSide() {
    assertEquals(2 * Math.log(7), ScoreContrast.of(Sides.BOTH, new float[49], 7).loss(), 1e-6);
  }

  @Test
  void hugeScoresStayFinite() {
    float[] scores = {1e30f, -1e30f, -1e30f, 1e30f};
    assertEquals(0, ScoreContrast.of(Sides.BOTH, scores, 2).loss(), 1e-6);
  }

  @ParameterizedTest
  @EnumSource(Sides.class)
  void slopesAreThoseOfCentralDifferences(Sides sides) {
    Random random = new Random(1);
    float[] scores = new float[25];
    for (int i = 0; i < 25; i++) {
      scores[i] = (float) random.nextGaussian();
    }
    float[] slopes = ScoreContrast.of(sides, scores, 5).byScore();
    for (int i = 0; i < 25; i++) {
      float[] up = scores.clone();
      float[] down = scores.clone();
      up[i] += 1e-2f;
      down[i] -= 1e-2f;
      double slope =
          (ScoreContrast.of(sides, up, 5).loss() - ScoreContrast.of(sides, down, 5).loss())
              / ((double) up[i] - down[i]);
      assertEquals(slope, slopes[i], 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Sides.class)
  void aConstantChangesNothing(Sides sides) {
    float[] scores = {1, 2, 0.5f, -1, 3, 0, 0.25f, 1, 2};
    float[] raised = scores.clone();
    for (int i = 0; i < 9; i++) {
      raised[i] += 8;
    }
    ScoreContrast one = ScoreContrast.of(sides, scores, 3);
    ScoreContrast other = ScoreContrast.of(sides, raised, 3);
    assertEquals(one.loss(), other.loss(), 1e-6);
    assertArrayEquals(one.byScore(), other.byScore(), 1e-6f);
  }
}
