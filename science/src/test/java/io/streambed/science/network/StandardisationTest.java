package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.ContrastSettings;
import io.streambed.science.Data;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class StandardisationTest {
  private static final Prior PRIOR = SmallTask.gaussian(2).prior();

  private static Outcome.Pair pair(float... y) {
    return new Outcome.Pair(0, 0, Parameters.of(0, 0), Data.of(y));
  }

  private static EstimatorSettings settings(DataTransform transform) {
    return new EmbedAndEmulateSettings(
        Encoder.PERCEPTRON,
        EstimatorSettings.Critic.COSINE,
        transform,
        8,
        8,
        1,
        0,
        0,
        false,
        0.1,
        true,
        true,
        ContrastSettings.inBatch(0));
  }

  private static Standardisation of(DataTransform transform, Outcome.Pair... pairs) {
    return Standardisation.from(settings(transform), PRIOR, new PriorProposal(), List.of(pairs), 1);
  }

  @Test
  void dataGetTheirMeanAndDeviationAndAConstantTheScaleOne() {
    List<float[]> arrays = of(DataTransform.NONE, pair(1, 7), pair(3, 7)).arrays();
    assertArrayEquals(new float[] {2, 7}, arrays.get(2));
    assertArrayEquals(new float[] {1, 1}, arrays.get(3));
  }

  @Test
  void transformsComeBeforeTheMoments() {
    float e = (float) Math.E;
    assertArrayEquals(
        new float[] {1, 0},
        of(DataTransform.LOG, pair(1, 1), pair(e * e, 1)).arrays().get(2),
        1e-6f);
    assertArrayEquals(
        new float[] {0, -1},
        of(DataTransform.SIGNED_LOG, pair(e - 1, 1 - e), pair(1 - e, 1 - e)).arrays().get(2),
        1e-6f);
  }

  @Test
  void theEngineTransformsAsThePlainFormulaDoes() {
    float[] y = {-3, 0, 1e-35f, 1e30f, 0.5f};
    for (DataTransform transform : DataTransform.values()) {
      Standardisation none =
          Standardisation.ofArrays(new float[1], new float[1], new float[5], ones(5));
      InputShape inputs = InputShape.of(Encoder.PERCEPTRON, List.of(5));
      DataFeed feed = new DataFeed(inputs, transform, none);
      float[] rows =
          TensorRuntime.compute(
              false, manager -> feed.rows(manager, List.of(Data.of(y))).toFloatArray());
      for (int i = 0; i < y.length; i++) {
        double expected = Standardisation.transform(transform, y[i]);
        assertEquals(
            expected, rows[i], 1e-6 * Math.max(1, Math.abs(expected)), transform + " " + i);
      }
    }
  }

  @Test
  void aCorrelatedProposalIsWhitened() {
    Proposal proposal =
        GaussianProposal.of(
            1, new double[] {2, -1}, new double[] {1e-4, 1.8e-4, 1.8e-4, 4e-4}, 0.999);
    Standardisation standardisation =
        Standardisation.from(
            settings(DataTransform.NONE), PRIOR, proposal, List.of(pair(1), pair(2)), 5);
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create(9L);
    int draws = 20_000;
    double[] sums = new double[5];
    float[] w = new float[2];
    for (int s = 0; s < draws; s++) {
      standardisation.whiten(PRIOR, proposal.sample(PRIOR, random), 0, new double[2], w, 0);
      double[] terms = {w[0], w[1], w[0] * w[0], w[1] * w[1], w[0] * w[1]};
      for (int k = 0; k < terms.length; k++) {
        sums[k] += terms[k] / draws;
      }
    }
    // Both samples have deviations below 0.015 in every figure; 0.06 is four of them.
    assertArrayEquals(new double[] {0, 0, 1, 1, 0}, sums, 0.06);
  }

  @Test
  void underThePriorTheWhiteningIsDiagonal() {
    float[] whitening = of(DataTransform.NONE, pair(1), pair(2)).arrays().get(1);
    assertEquals(0, whitening[1], 0f);
    assertEquals(0, whitening[2], 0f);
    assertEquals(1, whitening[0], 0.03);
  }

  @Test
  void onePairIsTooFew() {
    assertThrows(IllegalArgumentException.class, () -> of(DataTransform.NONE, pair(1)));
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
