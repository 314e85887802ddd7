package io.streambed.science.network;

import java.util.Arrays;

/**
 * The embeddings of the latest data of earlier steps, as they were then: first in, first out. The
 * temperature is not part of them, so that they meet the one of the step that they serve.
 */
final class EmbeddingQueue implements Remembering {
  private final int capacity;
  private final EmbeddingHead head;
  private float[] rows = new float[0];

  /**
   * @param capacity N, most rows; 0 for a queue that stays empty
   */
  EmbeddingQueue(int capacity, EmbeddingHead head) {
    this.capacity = capacity;
    this.head = head;
  }

  /**
   * {@code embedded} and behind them all rows of the queue, the oldest first, [B + Q, E + 2] with Q
   * at most N.
   *
   * @param embedded [B, E + 2]
   * @param scale 1 / τ of all
   */
  float[] behind(float[] embedded, float scale) {
    if (rows.length == 0) {
      return embedded;
    }
    float[] all = Arrays.copyOf(rows, embedded.length + rows.length);
    head.scale(all, scale);
    System.arraycopy(all, 0, all, embedded.length, rows.length);
    System.arraycopy(embedded, 0, all, 0, embedded.length);
    return all;
  }

  /**
   * Adds rows, and drops the oldest beyond N.
   *
   * @param embedded [B, E + 2]
   * @param scale 1 / τ of these
   */
  void add(float[] embedded, float scale) {
    if (capacity == 0) {
      return;
    }
    float[] fresh = embedded.clone();
    head.scale(fresh, 1 / scale);
    int length = Math.min(rows.length + fresh.length, capacity * head.width());
    int added = Math.min(fresh.length, length);
    int kept = length - added;
    float[] next = new float[length];
    System.arraycopy(rows, rows.length - kept, next, 0, kept);
    System.arraycopy(fresh, fresh.length - added, next, kept, added);
    rows = next;
  }

  /** {@inheritDoc} The rows at τ = 1. */
  @Override
  public float[] memory() {
    return rows.clone();
  }

  @Override
  public void recall(float[] memory) {
    if (memory.length % head.width() != 0 || memory.length / head.width() > capacity) {
      throw new IllegalArgumentException(
          "expected at most %d embeddings of %d values, got %d values"
              .formatted(capacity, head.width(), memory.length));
    }
    rows = Arrays.copyOf(memory, memory.length);
  }
}
