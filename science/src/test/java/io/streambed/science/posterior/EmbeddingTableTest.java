package io.streambed.science.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EmbeddingTableTest {

  @Test
  void scoresAreInnerProductsOfHandComputedRows() {
    Emulator emulator = (x, count) -> new float[] {1, 2, 3, 4, 5, 6};
    EmbeddingTable table = EmbeddingTable.of(emulator, new double[2], 2, 10);
    assertArrayEquals(
        new double[] {1 * 1 + 2 * 10 + 3 * 100, 4 * 1 + 5 * 10 + 6 * 100},
        table.scores(new float[] {1, 10, 100}, 0, 2));
  }

  @Test
  void rowsKeepTheirPlaceAcrossBlocksAndChunks() {
    int rows = 2500;
    double[] x = new double[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = i;
    }
    Emulator emulator =
        (values, count) -> {
          float[] embedded = new float[2 * count];
          for (int i = 0; i < count; i++) {
            embedded[2 * i] = (float) values[i];
            embedded[2 * i + 1] = 1;
          }
          return embedded;
        };
    EmbeddingTable table = EmbeddingTable.of(emulator, x, rows, 700);
    for (int[] part : new int[][] {{0, rows}, {0, 10}, {1000, 1050}, {1024, 2048}, {2499, rows}}) {
      double[] scores = table.scores(new float[] {2, 3}, part[0], part[1]);
      assertEquals(part[1] - part[0], scores.length);
      for (int i = 0; i < scores.length; i++) {
        assertEquals(2 * (part[0] + i) + 3, scores[i]);
      }
    }
  }

  @Test
  void whatIsNotFiniteScoresNegativeInfinity() {
    Emulator emulator = (x, count) -> new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1};
    double[] scores =
        EmbeddingTable.of(emulator, new double[3], 3, 3).scores(new float[] {1}, 0, 3);
    assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 1}, scores);
  }

  @Test
  void anEmbeddingOfAnotherSizeIsRefusedByName() {
    EmbeddingTable table =
        EmbeddingTable.of((x, count) -> new float[2 * count], new double[3], 3, 3);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> table.scores(new float[3], 0, 3));
    assertEquals("expected an embedding [2], got [3]", error.getMessage());
  }
}
