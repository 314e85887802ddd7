package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.Encoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Embeddings of 10 values, of which the temperature divides the first 8. */
class EmbeddingQueueTest {
  private static final EmbeddingHead HEAD =
      new EmbeddingHead(SmallTask.settings(Encoder.PERCEPTRON, Critic.COSINE, 0));

  /** Rows of the given values, the last two of each row 1 and 5. */
  private static float[] rows(float... values) {
    float[] rows = new float[values.length * 10];
    for (int row = 0; row < values.length; row++) {
      Arrays.fill(rows, row * 10, row * 10 + 8, values[row]);
      rows[row * 10 + 8] = 1;
      rows[row * 10 + 9] = 5;
    }
    return rows;
  }

  @Test
  void anEmptyQueueLeavesABatchAsItIs() {
    float[] batch = rows(1, 2);
    assertSame(batch, new EmbeddingQueue(3, HEAD).behind(batch, 4));
    EmbeddingQueue none = new EmbeddingQueue(0, HEAD);
    none.add(batch, 1);
    assertSame(batch, none.behind(batch, 1));
  }

  @Test
  void theFirstInIsTheFirstOut() {
    EmbeddingQueue queue = new EmbeddingQueue(3, HEAD);
    queue.add(rows(1, 2), 1);
    assertArrayEquals(rows(9, 1, 2), queue.behind(rows(9), 1));
    queue.add(rows(3, 4), 1);
    assertArrayEquals(rows(9, 2, 3, 4), queue.behind(rows(9), 1));
    queue.add(rows(5, 6, 7, 8), 1);
    assertArrayEquals(rows(9, 6, 7, 8), queue.behind(rows(9), 1));
  }

  @Test
  void earlierEmbeddingsMeetTheTemperatureOfNow() {
    EmbeddingQueue queue = new EmbeddingQueue(3, HEAD);
    queue.add(rows(8, 16), 8);
    assertArrayEquals(rows(9, 4, 8), queue.behind(rows(9), 4));
  }

  @Test
  void itGoesOnFromItsMemory() {
    EmbeddingQueue queue = new EmbeddingQueue(3, HEAD);
    queue.add(rows(1, 2), 0.5f);
    EmbeddingQueue resumed = new EmbeddingQueue(3, HEAD);
    resumed.recall(queue.memory());
    queue.add(rows(3, 4), 0.3f);
    resumed.add(rows(3, 4), 0.3f);
    assertArrayEquals(queue.behind(rows(9), 7), resumed.behind(rows(9), 7));
    assertThrows(IllegalArgumentException.class, () -> resumed.recall(new float[11]));
    assertThrows(IllegalArgumentException.class, () -> resumed.recall(rows(1, 2, 3, 4)));
  }
}
