package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ContrastSettings.Weighted;
import io.streambed.science.network.WeightedNegatives.Picked;
import io.streambed.science.prior.PriorProposal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightedNegativesTest {
  private static final int WIDTH = 3;
  private static final SmallTask TASK = SmallTask.gaussian(1);
  private static final LearningTask LEARNING =
      new LearningTask(
          new TrainingSettings(8, 3e-3, 10, 0, 5, 0.99),
          TASK.prior(),
          new PriorProposal(),
          TASK.shape());

  private static WeightedNegatives negatives(int count, int candidates, double share) {
    return new WeightedNegatives(new Weighted(count, candidates, share), LEARNING, 1, WIDTH);
  }

  /** F = [1, 1, 0] for every datum, so that G's first value is the score. */
  private static float[] data(int pairs) {
    float[] data = new float[pairs * WIDTH];
    for (int i = 0; i < pairs; i++) {
      data[i * WIDTH] = 1;
      data[i * WIDTH + 1] = 1;
    }
    return data;
  }

  private static float[] scoring(double... ratios) {
    float[] parameters = new float[ratios.length * WIDTH];
    for (int j = 0; j < ratios.length; j++) {
      parameters[j * WIDTH] = (float) Math.log(ratios[j]);
      parameters[j * WIDTH + 2] = 1;
    }
    return parameters;
  }

  /**
   * By hand: the candidates' exp s are 1, 5, 1, 1, their mean 2, so q = .2 + .8 (.5, 2.5, .5, .5) =
   * (.6, 2.2, .6, .6); that of both pairs' own, with exp s = 4, is .2 + .8 * 2 = 1.8. With B = 2
   * and A = 4, w = 6 / (2 + 4 q).
   */
  @Test
  void everyCandidateIsWeighedBackToTheProposal() {
    double[] candidates = {10, 11, 12, 13};
    Picked picked = negatives(4, 4, 0.2).pick(candidates, data(2), scoring(4, 4, 1, 5, 1, 1), 0);
    assertEquals(4, picked.rows().length);
    double[] expected = new double[6];
    expected[0] = Math.log(6 / (2 + 4 * 1.8));
    expected[1] = expected[0];
    for (int k = 0; k < 4; k++) {
      double q = picked.rows()[k] == 11 ? 2.2 : 0.6;
      expected[2 + k] = Math.log(6 / (2 + 4 * q));
      assertEquals(expected[2 + k], picked.logWeights()[2 + k], 1e-6);
    }
    assertEquals(expected[0], picked.logWeights()[0], 1e-6);
    assertEquals(expected[1], picked.logWeights()[1], 1e-6);
    long hard = Arrays.stream(picked.rows()).filter(row -> row == 11).count();
    assertTrue(hard == 2 || hard == 3, "4 * 2.2 / 4 = 2.2 of it, got " + hard);
  }

  @Test
  void whereTheCriticKnowsNothingAllWeighTheSame() {
    double[] candidates = {10, 11, 12};
    Picked picked = negatives(3, 3, 0.5).pick(candidates, data(2), scoring(1, 1, 1, 1, 1), 0);
    assertArrayEquals(new float[5], picked.logWeights(), 1e-6f);
    assertArrayEquals(candidates, picked.rows());
  }

  @Test
  void aPairFarAboveAllCandidatesKeepsAFiniteWeight() {
    float[] parameters = scoring(1, 1, 1);
    parameters[0] = 2000;
    Picked picked = negatives(1, 2, 0.2).pick(new double[] {10, 11}, data(1), parameters, 0);
    assertTrue(Float.isFinite(picked.logWeights()[0]), () -> "" + picked.logWeights()[0]);
  }

  @Test
  void candidatesAreThoseOfTheStep() {
    WeightedNegatives negatives = negatives(2, 50, 0.2);
    assertArrayEquals(negatives.candidates(3), negatives.candidates(3));
    assertEquals(50, negatives.candidates(4).length);
    assertTrue(negatives.candidates(3)[0] != negatives.candidates(4)[0]);
  }
}
