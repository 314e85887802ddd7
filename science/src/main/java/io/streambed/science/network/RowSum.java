package io.streambed.science.network;

import io.streambed.science.Data;
import java.util.List;

/** Adds the embeddings of the rows of each item of data. */
final class RowSum {

  private RowSum() {}

  /**
   * @param rows embeddings of all rows of all items one after another, [rows, width]
   * @return [N, width]; {@code rows} itself where every item is one row
   */
  static float[] of(InputShape inputs, List<Data> data, int width, float[] rows) {
    if (rows.length == data.size() * width) {
      return rows;
    }
    float[] sums = new float[data.size() * width];
    int row = 0;
    for (int n = 0; n < data.size(); n++) {
      int repeats = data.get(n).size() / inputs.rowSize();
      for (int r = 0; r < repeats; r++, row++) {
        for (int e = 0; e < width; e++) {
          sums[n * width + e] += rows[row * width + e];
        }
      }
    }
    return sums;
  }
}
