package io.streambed.science;

import org.jspecify.annotations.Nullable;

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
 * @param contrasts what is told apart beside the pairs of a batch; nothing for DISCREPANCY
 * @param discrepancy the network of DISCREPANCY, null for the other critics
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
    ContrastSettings contrasts,
    @Nullable Discrepancy discrepancy)
    implements EstimatorSettings {

  /**
   * The network of the difference of an embedding of data and one of parameters.
   *
   * @param width hidden width, at least 2
   * @param blocks residual blocks
   */
  public record Discrepancy(int width, int blocks) {

    public Discrepancy {
      if (width < 2) {
        throw new IllegalArgumentException("expected width >= 2, got " + width);
      }
      Bounds.requireBlocks(blocks);
    }
  }

  /** With one of the critics that have no network of their own. */
  public EmbedAndEmulateSettings(
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
      ContrastSettings contrasts) {
    this(
        encoder,
        critic,
        transform,
        embedding,
        width,
        blocks,
        parameterOctaves,
        dataOctaves,
        quadratic,
        temperature,
        learnTemperature,
        bias,
        contrasts,
        null);
  }

  public EmbedAndEmulateSettings {
    if ((critic == Critic.DISCREPANCY) != (discrepancy != null)) {
      throw new IllegalArgumentException(
          "expected a network of the difference for DISCREPANCY alone, got %s for %s"
              .formatted(discrepancy, critic));
    }
    if (discrepancy != null && !contrasts.equals(contrasts.batchAlone())) {
      throw new IllegalArgumentException(
          "expected nothing but the pairs of a batch told apart by DISCREPANCY, got " + contrasts);
    }
    if (embedding < 2 || width < 1) {
      throw new IllegalArgumentException(
          "expected embedding >= 2, width >= 1, got %d, %d".formatted(embedding, width));
    }
    Bounds.requireBlocks(blocks);
    Bounds.requireOctaves(parameterOctaves, dataOctaves);
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
