package io.streambed.science.network;

import java.util.function.IntUnaryOperator;

/** Adds the embeddings of the rows of each item of data, and takes gradients back. */
final class RowSum {

  private RowSum() {}

  /**
   * @param rows embeddings of all rows of all items one after another, [N * repeats, width]
   * @return [N, width]; {@code rows} itself where every item is one row
   */
  static float[] of(float[] rows, int items, int repeats, int width) {
    return repeats == 1 ? rows : of(rows, items, n -> repeats, width);
  }

  /**
   * The same with a number of rows for each item.
   *
   * @param repeats rows of item n
   */
  static float[] of(float[] rows, int items, IntUnaryOperator repeats, int width) {
    float[] sums = new float[items * width];
    int row = 0;
    for (int n = 0; n < items; n++) {
      for (int r = repeats.applyAsInt(n); r > 0; r--, row++) {
        for (int e = 0; e < width; e++) {
          sums[n * width + e] += rows[row * width + e];
        }
      }
    }
    return sums;
  }

  /** Gradients by the rows, [N * repeats, width], from those by the sums, [N, width]. */
  static float[] slopes(float[] sums, int items, int repeats, int width) {
    if (repeats == 1) {
      return sums;
    }
    float[] rows = new float[items * repeats * width];
    for (int row = 0; row < items * repeats; row++) {
      System.arraycopy(sums, row / repeats * width, rows, row * width, width);
    }
    return rows;
  }
}
