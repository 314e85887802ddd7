package io.streambed.science;

/**
 * The form of the critic s(φ, y) (Embed and Emulate, arXiv 2409.18402). Travels with every model.
 *
 * @param encoder what maps data to an embedding
 * @param critic how an embedding of data meets one of parameters
 * @param transform what is done to data before standardisation
 * @param embedding E, size of the common space, at least 2
 * @param width hidden width of both towers
 * @param blocks residual blocks of both towers
 * @param parameterOctaves octaves of sine and cosine features on the emulator's inputs, 0 for none
 * @param dataOctaves the same on the encoder's inputs
 * @param quadratic whether the towers also see second moments: the emulator all products of two
 *     inputs, the encoder the square of each
 * @param temperature τ at the start (COSINE only), above 0
 * @param learnTemperature whether τ is learnt
 * @param bias whether the critic has a term b(φ) and a term c(y)
 * @param priorNegatives M, fresh draws of the proposal added as negatives in each step
 */
public record EstimatorSettings(
    Encoder encoder,
    Critic critic,
    DataTransform transform,
    int embedding,
    int width,
    int blocks,
    int parameterOctaves,
    int dataOctaves,
    boolean quadratic,
    double temperature,
    boolean learnTemperature,
    boolean bias,
    int priorNegatives) {

  public EstimatorSettings {
    if (embedding < 2 || width < 1 || blocks < 0) {
      throw new IllegalArgumentException(
          "expected embedding >= 2, width >= 1, blocks >= 0, got %d, %d, %d"
              .formatted(embedding, width, blocks));
    }
    if (parameterOctaves < 0 || dataOctaves < 0 || priorNegatives < 0) {
      throw new IllegalArgumentException(
          "expected parameterOctaves, dataOctaves, priorNegatives >= 0, got %d, %d, %d"
              .formatted(parameterOctaves, dataOctaves, priorNegatives));
    }
    if (!(temperature > 0 && temperature <= 10)) {
      throw new IllegalArgumentException("expected 0 < temperature <= 10, got " + temperature);
    }
  }

  /** What maps data to an embedding. */
  public enum Encoder {
    /** Residual perceptron on all values, data [D]. */
    PERCEPTRON,
    /** 1-D convolutional residual network over the last axis, data [C, T] or [T]. */
    CONVOLUTION,
    /** Sum of the embeddings of independent repeats: data [R, D], the perceptron on each row. */
    SUM_OF_REPEATS
  }

  /** How embeddings meet. */
  public enum Critic {
    /** Both on the unit sphere, divided by τ. */
    COSINE,
    /** Plain inner product, divided by the root of E. */
    INNER_PRODUCT
  }

  /** What is done to each value of the data before standardisation. */
  public enum DataTransform {
    NONE,
    /** log y; y must be positive (values at or below 1e-30 are taken as 1e-30). */
    LOG,
    /** sign(y) log(1 + |y|). */
    SIGNED_LOG
  }
}
