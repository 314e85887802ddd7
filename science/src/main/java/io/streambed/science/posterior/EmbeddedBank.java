package io.streambed.science.posterior;

/**
 * A bank's draws with their embeddings G(φ), computed once and shared by all observations: a new
 * observation costs one inner product for each. Immutable; safe to share between threads.
 */
public final class EmbeddedBank {
  private static final int CHUNK = 4096;

  private final Emulator emulator;
  private final EmbeddingTable draws;
  private final EmbeddingTable fringe;

  private EmbeddedBank(Emulator emulator, EmbeddingTable draws, EmbeddingTable fringe) {
    this.emulator = emulator;
    this.draws = draws;
    this.fringe = fringe;
  }

  /** Embeds all draws of {@code bank}, and those around its proposal. */
  public static EmbeddedBank of(Emulator emulator, Bank bank) {
    EmbeddingTable draws = EmbeddingTable.of(emulator, bank.draws(), bank.size(), CHUNK);
    EmbeddingTable fringe =
        bank.fringeSize() == 0
            ? new EmbeddingTable(0, draws.width())
            : EmbeddingTable.of(emulator, bank.fringeDraws(), bank.fringeSize(), CHUNK);
    return new EmbeddedBank(emulator, draws, fringe);
  }

  /** E, the size of an embedding. */
  public int width() {
    return draws.width();
  }

  /**
   * Scores &lt;F(y), G(φ)&gt; of one observation; only of the bank that is embedded here. A {@link
   * SlopedScoring} where the emulator knows its slopes.
   *
   * @param embedding F(y), shape [E]
   * @throws IllegalArgumentException if it is not finite or has another size
   */
  public Scoring at(float[] embedding) {
    if (embedding.length != width()) {
      throw new IllegalArgumentException(
          "expected an embedding [%d], got [%d]".formatted(width(), embedding.length));
    }
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("expected a finite embedding, got " + value);
      }
    }
    return emulator instanceof DifferentiableEmulator differentiable
        ? new SlopedProducts(differentiable, embedding.clone())
        : new Products(embedding.clone());
  }

  private final class SlopedProducts extends Products implements SlopedScoring {
    private final DifferentiableEmulator differentiable;

    SlopedProducts(DifferentiableEmulator differentiable, float[] embedding) {
      super(embedding);
      this.differentiable = differentiable;
    }

    @Override
    public double[] withSlopes(double[] x, int count, double[] slopes) {
      return differentiable.scoresAndSlopes(x, count, embedding, slopes);
    }
  }

  private class Products implements Scoring {
    final float[] embedding;

    Products(float[] embedding) {
      this.embedding = embedding;
    }

    @Override
    public double[] at(double[] x, int count) {
      float[] embedded = emulator.emulate(x, count);
      double[] scores = new double[count];
      for (int row = 0; row < count; row++) {
        scores[row] = product(embedded, row * embedding.length);
      }
      return scores;
    }

    @Override
    public double[] atBank(Bank bank, int from, int to) {
      return draws.scores(embedding, from, to);
    }

    @Override
    public double[] atFringe(Bank bank) {
      return fringe.scores(embedding, 0, bank.fringeSize());
    }

    private double product(float[] embedded, int from) {
      double even = 0;
      double odd = 0;
      int e = 0;
      for (; e + 1 < embedding.length; e += 2) {
        even += embedding[e] * embedded[from + e];
        odd += embedding[e + 1] * embedded[from + e + 1];
      }
      return e < embedding.length ? even + odd + embedding[e] * embedded[from + e] : even + odd;
    }
  }
}
