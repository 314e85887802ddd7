package io.streambed.science;

/**
 * Embed and Emulate (arXiv 2409.18402): the form of the critic s(φ, y), and what it is learnt from.
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
 * @param contrasts what is told apart beside the pairs of a batch
 */
public record EmbedAndEmulateSettings(
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
    ContrastSettings contrasts)
    implements EstimatorSettings {

  public EmbedAndEmulateSettings {
    if (embedding < 2 || width < 1 || blocks < 0) {
      throw new IllegalArgumentException(
          "expected embedding >= 2, width >= 1, blocks >= 0, got %d, %d, %d"
              .formatted(embedding, width, blocks));
    }
    if (parameterOctaves < 0 || dataOctaves < 0) {
      throw new IllegalArgumentException(
          "expected parameterOctaves, dataOctaves >= 0, got %d, %d"
              .formatted(parameterOctaves, dataOctaves));
    }
    if (!(temperature > 0 && temperature <= 10)) {
      throw new IllegalArgumentException("expected 0 < temperature <= 10, got " + temperature);
    }
  }

  @Override
  public Kind kind() {
    return Kind.EMBED_AND_EMULATE;
  }

  @Override
  public String sizedBy() {
    return "width, embedding or number of blocks";
  }
}
