package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.Encoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Towers of 9 outputs: 8 directions and a bias. */
class IntraDomainTest {
  private static final EmbeddingHead HEAD =
      new EmbeddingHead(SmallTask.settings(Encoder.PERCEPTRON, Critic.INNER_PRODUCT, 0));

  private static IntraDomain intra(Intra settings, int parameters) {
    return new IntraDomain(settings, HEAD, parameters, 5);
  }

  private static double add(IntraDomain intra, float[] outputs, int from, float[] slopes) {
    return TensorRuntime.compute(false, manager -> intra.add(manager, outputs, from, 2, slopes));
  }

  @Test
  void twoItemsGiveTheLossWorkedOutByHand() {
    // Directions along the first and second axis, lengths and biases of no consequence, a row
    // between items and twins: s = [[2, 0], [0, 2]] at temperature 0.5, each softmax 0.880797.
    float[] outputs = new float[5 * 9];
    outputs[0] = 3;
    outputs[8] = 7;
    outputs[9 + 1] = 2;
    outputs[27] = 1;
    outputs[36 + 1] = 4;
    outputs[36 + 8] = -5;
    float[] slopes = new float[5 * 9];
    double loss = add(intra(new Intra(0.25, 0.1, 0.1, 0.5), 3), outputs, 3, slopes);
    assertEquals(0.25 * 2 * Math.log(1 + Math.exp(-2)), loss, 1e-6);
    // dL/ds_01 = (p + q) / 2 = 0.119203; ds_01/dv at item 0 is 2 / 3 along the second axis.
    float slope = 0.25f * 0.1192029f * 2 / 3;
    assertArrayEquals(new float[] {0, slope, 0, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(slopes, 9), 1e-6f);
    assertArrayEquals(new float[9], Arrays.copyOfRange(slopes, 18, 27));
  }

  @Test
  void slopesAreThoseOfCentralDifferences() {
    IntraDomain intra = intra(new Intra(0.7, 0.1, 0.1, 0.3), 3);
    float[] outputs = new float[4 * 9];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = Math.round(Math.sin(i * i) * 256) / 256f;
    }
    float[] slopes = new float[outputs.length];
    add(intra, outputs, 2, slopes);
    for (int i = 0; i < outputs.length; i++) {
      float h = 1f / 128;
      float[] up = outputs.clone();
      float[] down = outputs.clone();
      up[i] += h;
      down[i] -= h;
      float[] ignored = new float[outputs.length];
      double slope = (add(intra, up, 2, ignored) - add(intra, down, 2, ignored)) / (2 * h);
      assertEquals(slope, slopes[i], 1e-3, "output " + i);
    }
  }

  @Test
  void noiseStandsOnHalfOfTheParametersOfEachRow() {
    IntraDomain intra = intra(new Intra(1, 0.1, 0.04, 1), 5);
    float[] noise = intra.parameterNoise(2000, 3);
    int[] touched = new int[5];
    double squares = 0;
    for (int row = 0; row < 2000; row++) {
      int count = 0;
      for (int p = 0; p < 5; p++) {
        if (noise[row * 5 + p] != 0) {
          count++;
          touched[p]++;
          squares += noise[row * 5 + p] * noise[row * 5 + p] / 4000.0;
        }
      }
      assertEquals(2, count);
    }
    assertEquals(0.04, Math.sqrt(squares), 0.002);
    for (int count : touched) {
      assertEquals(800, count, 100);
    }
    assertTrue(intra(new Intra(1, 0, 1, 1), 1).parameterNoise(1, 0)[0] != 0);
  }

  @Test
  void dataStandTwiceOnceWithNoise() {
    IntraDomain intra = intra(new Intra(1, 0.5, 0, 1), 1);
    float[] rows = new float[2000];
    Arrays.fill(rows, 3);
    float[] twice =
        TensorRuntime.compute(
            false,
            manager ->
                intra.twice(manager, manager.create(rows, new Shape(1000, 2)), 1).toFloatArray());
    assertEquals(4000, twice.length);
    assertArrayEquals(rows, Arrays.copyOf(twice, 2000));
    double squares = 0;
    for (int i = 2000; i < 4000; i++) {
      squares += (twice[i] - 3) * (twice[i] - 3) / 2000;
    }
    assertEquals(0.5, Math.sqrt(squares), 0.04);
  }
}
