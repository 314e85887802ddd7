package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.network.EmbeddingHead.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingHeadTest {

  private static EmbeddingHead head(Critic critic, boolean bias) {
    return new EmbeddingHead(
        new EmbedAndEmulateSettings(
            Encoder.PERCEPTRON,
            critic,
            DataTransform.NONE,
            2,
            4,
            1,
            0,
            0,
            false,
            1,
            true,
            bias,
            ContrastSettings.inBatch(0)));
  }

  @Test
  void aCosineEmbeddingHasLengthOneOverTheTemperature() {
    EmbeddingHead head = head(Critic.COSINE, true);
    float[] outputs = {3, 4, 7};
    assertArrayEquals(new float[] {6, 8, 1, 7}, head.embed(Side.DATA, outputs, 1, 10), 1e-5f);
    assertArrayEquals(
        new float[] {0.6f, 0.8f, 7, 1}, head.embed(Side.PARAMETERS, outputs, 1, 1), 1e-6f);
  }

  @Test
  void anInnerProductIsScaledOnly() {
    assertArrayEquals(
        new float[] {1.5f, 2, 1, 0},
        head(Critic.INNER_PRODUCT, false).embed(Side.DATA, new float[] {3, 4}, 1, 0.5f));
  }

  @Test
  void slopesAreThoseOfCentralDifferences() {
    for (Critic critic : List.of(Critic.COSINE, Critic.INNER_PRODUCT)) {
      for (Side side : Side.values()) {
        EmbeddingHead head = head(critic, true);
        float[] outputs = {0.5f, -1, 2, 1.5f, 0.25f, -1};
        float[] slopes = {1, -2, 3, 0.5f, -1, 1, 2, -3};
        float[] back = head.outputSlopes(side, outputs, slopes, 2, 4);
        for (int i = 0; i < outputs.length; i++) {
          float h = 1f / 256;
          double up = along(head, side, moved(outputs, i, h), slopes);
          double down = along(head, side, moved(outputs, i, -h), slopes);
          assertEquals((up - down) / (2 * h), back[i], 2e-3, critic + " " + side + " " + i);
        }
      }
    }
  }

  @Test
  void theSlopeByTheScaleIsTheEmbeddingAlongItsSlope() {
    EmbeddingHead head = head(Critic.COSINE, true);
    float[] embedded = head.embed(Side.DATA, new float[] {3, 4, 7}, 1, 10);
    assertEquals(6 * 1 + 8 * 2, head.scaleSlope(embedded, new float[] {1, 2, 99, 99}, 1), 1e-4);
  }

  private static double along(EmbeddingHead head, Side side, float[] outputs, float[] slopes) {
    float[] embedded = head.embed(side, outputs, 2, 4);
    double sum = 0;
    for (int i = 0; i < slopes.length; i++) {
      sum += embedded[i] * slopes[i];
    }
    return sum;
  }

  private static float[] moved(float[] values, int index, float step) {
    float[] moved = values.clone();
    moved[index] += step;
    return moved;
  }
}
