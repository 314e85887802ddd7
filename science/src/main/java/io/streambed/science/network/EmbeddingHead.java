package io.streambed.science.network;

import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings.Critic;

/**
 * From the raw outputs of a tower, [N, E] or with bias [N, E + 1], to embeddings [N, E + 2], and
 * gradients back.
 *
 * <p>COSINE: u = v / |v|, otherwise u = v. Data: [u / τ, 1, bias]; parameters: [u, bias, 1]. Plain
 * loops: in the engine these few sums would cost more than a hidden layer.
 */
final class EmbeddingHead {
  private static final float EPSILON = 1e-12f;
  private final int embedding;
  private final boolean cosine;
  private final boolean bias;

  /** Whose embedding it is. */
  enum Side {
    DATA,
    PARAMETERS
  }

  EmbeddingHead(EmbedAndEmulateSettings settings) {
    this(settings.embedding(), settings.critic() == Critic.COSINE, settings.bias());
  }

  private EmbeddingHead(int embedding, boolean cosine, boolean bias) {
    this.embedding = embedding;
    this.cosine = cosine;
    this.bias = bias;
  }

  /** As many values, on the unit sphere and without bias. */
  EmbeddingHead unitLength() {
    return new EmbeddingHead(embedding, true, false);
  }

  /** Outputs of a tower: E, or with bias E + 1. */
  int outputs() {
    return embedding + (bias ? 1 : 0);
  }

  /** E + 2. */
  int width() {
    return embedding + 2;
  }

  /**
   * Embeddings of {@code rows} outputs.
   *
   * @param scale 1 / τ for data, 1 for parameters
   * @return [rows, E + 2]
   */
  float[] embed(Side side, float[] outputs, int rows, float scale) {
    float[] embedded = new float[rows * width()];
    int one = embedding + (side == Side.DATA ? 0 : 1);
    int other = embedding + (side == Side.DATA ? 1 : 0);
    for (int row = 0; row < rows; row++) {
      int from = row * outputs();
      int to = row * width();
      float factor = cosine ? scale / length(outputs, from) : scale;
      for (int e = 0; e < embedding; e++) {
        embedded[to + e] = outputs[from + e] * factor;
      }
      embedded[to + one] = 1;
      embedded[to + other] = bias ? outputs[from + embedding] : 0;
    }
    return embedded;
  }

  /**
   * Gradient by the outputs, [rows, outputs], where {@code slopes}, [rows, E + 2], is the gradient
   * by the embeddings: for COSINE dv = (du - u (u · du)) / |v|.
   */
  float[] outputSlopes(Side side, float[] outputs, float[] slopes, int rows, float scale) {
    float[] back = new float[rows * outputs()];
    int other = embedding + (side == Side.DATA ? 1 : 0);
    for (int row = 0; row < rows; row++) {
      int at = row * outputs();
      int from = row * width();
      float length = cosine ? length(outputs, at) : 1;
      float along = cosine ? dot(outputs, at, slopes, from) / (length * length) : 0;
      float factor = scale / length;
      for (int e = 0; e < embedding; e++) {
        back[at + e] = factor * (slopes[from + e] - along * outputs[at + e]);
      }
      if (bias) {
        back[at + embedding] = slopes[from + other];
      }
    }
    return back;
  }

  /**
   * Multiplies u in each of {@code embedded} rows, [N, E + 2] of either side, by {@code factor}.
   */
  void scale(float[] embedded, float factor) {
    for (int row = 0; row < embedded.length; row += width()) {
      for (int e = 0; e < embedding; e++) {
        embedded[row + e] *= factor;
      }
    }
  }

  /** Σ of u / τ times its gradient over all rows: the gradient by log (1 / τ). */
  double scaleSlope(float[] embedded, float[] slopes, int rows) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += dot(embedded, row * width(), slopes, row * width());
    }
    return sum;
  }

  private float length(float[] outputs, int at) {
    return (float) Math.sqrt(dot(outputs, at, outputs, at) + EPSILON);
  }

  /** Product of E values, four sums side by side. */
  private float dot(float[] x, int at, float[] y, int from) {
    return Scores.dot(x, at, y, from, embedding);
  }
}
