package io.streambed.science.posterior;

import java.util.Arrays;

/**
 * Embeddings of many parameters, stored so that all inner products with one embedding of data are a
 * few vectorised passes: blocks of 1,024 rows, each block a column by itself.
 */
final class EmbeddingTable {
  private static final int BLOCK = 1024;

  private final int rows;
  private final int width;
  private final float[][] columns;

  /**
   * @param rows S
   * @param width E
   */
  EmbeddingTable(int rows, int width) {
    this.rows = rows;
    this.width = width;
    this.columns = new float[Math.multiplyExact((rows + BLOCK - 1) / BLOCK, width)][BLOCK];
  }

  /** Embeds rows of x, [S, P] row-major, {@code chunk} at a time. */
  static EmbeddingTable of(Emulator emulator, double[] x, int rows, int chunk) {
    int parameters = x.length / rows;
    EmbeddingTable table = null;
    for (int start = 0; start < rows; start += chunk) {
      int count = Math.min(chunk, rows - start);
      double[] part = new double[count * parameters];
      System.arraycopy(x, start * parameters, part, 0, part.length);
      float[] embedded = emulator.emulate(part, count);
      if (table == null) {
        table = new EmbeddingTable(rows, embedded.length / count);
      }
      table.put(start, embedded, count);
    }
    if (table == null) {
      throw new IllegalArgumentException("expected at least one row of parameters, got none");
    }
    return table;
  }

  /** Writes {@code count} embeddings, [count, E] row-major, from row {@code start} on. */
  private void put(int start, float[] embedded, int count) {
    if (embedded.length != count * width) {
      throw new IllegalArgumentException(
          "expected embeddings [%d, %d], got %d values".formatted(count, width, embedded.length));
    }
    for (int i = 0; i < count; i++) {
      int row = start + i;
      int block = row / BLOCK * width;
      for (int e = 0; e < width; e++) {
        columns[block + e][row % BLOCK] = embedded[i * width + e];
      }
    }
  }

  /** E. */
  int width() {
    return width;
  }

  /**
   * s = &lt;F, G&gt; of rows {@code from} to {@code to}, not included, shape [to - from]; what is
   * not finite is taken as negative infinity.
   *
   * @param embedding F, shape [E]
   */
  double[] scores(float[] embedding, int from, int to) {
    if (embedding.length != width) {
      throw new IllegalArgumentException(
          "expected an embedding [%d], got [%d]".formatted(width, embedding.length));
    }
    if (from < 0 || to < from || to > rows) {
      throw new IllegalArgumentException(
          "expected rows between 0 and %d, got %d to %d".formatted(rows, from, to));
    }
    double[] scores = new double[to - from];
    float[] sum = new float[BLOCK];
    for (int start = from / BLOCK * BLOCK; start < to; start += BLOCK) {
      Arrays.fill(sum, 0);
      for (int e = 0; e < width; e++) {
        addColumn(sum, columns[start / BLOCK * width + e], embedding[e]);
      }
      int end = Math.min(start + BLOCK, to);
      for (int row = Math.max(start, from); row < end; row++) {
        float score = sum[row - start];
        scores[row - from] = Float.isFinite(score) ? score : Double.NEGATIVE_INFINITY;
      }
    }
    return scores;
  }

  /**
   * A loop of its own over two arrays of one index, which the compiler turns into vector
   * instructions; with an offset into one long array it does not, at more than twice the cost.
   */
  private static void addColumn(float[] sum, float[] column, float factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * column[i];
    }
  }
}
