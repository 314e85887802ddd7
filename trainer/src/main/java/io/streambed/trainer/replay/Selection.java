package io.streambed.trainer.replay;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random choices of a buffer, from counter-based generators keyed by (seed, purpose) with the step
 * or run as counter.
 */
final class Selection {
  private static final long BATCH = 0x6261746368L;
  private static final long REPLACEMENT = 0x7265706c6163L;

  private Selection() {}

  /** The generator of the batch of step {@code step}. */
  static UniformRandomProvider generator(long seed, long step) {
    return philox(seed, BATCH, step);
  }

  /** The generator that says which pair gives way to the pair of run {@code run}. */
  static UniformRandomProvider replacement(long seed, long run) {
    return philox(seed, REPLACEMENT, run);
  }

  /**
   * {@code size} different numbers of 0 to {@code population - 1}, uniform among all ordered
   * choices (Fisher-Yates, of which only the touched places are stored).
   */
  static int[] distinct(int size, int population, UniformRandomProvider random) {
    requireEnough(size, population);
    Map<Integer, Integer> moved = new HashMap<>(2 * size);
    int[] chosen = new int[size];
    for (int i = 0; i < size; i++) {
      int j = i + random.nextInt(population - i);
      chosen[i] = moved.getOrDefault(j, j);
      moved.put(j, moved.getOrDefault(i, i));
    }
    return chosen;
  }

  static void requireEnough(int size, int population) {
    if (size > population) {
      throw new IllegalStateException(
          "expected at least %d pairs for a batch, got %d".formatted(size, population));
    }
  }

  private static UniformRandomProvider philox(long seed, long purpose, long counter) {
    // Key (2 words), then the counter (4 words); the low word counts the generator's own blocks.
    return RandomSource.PHILOX_4X64.create(new long[] {seed, purpose, 0, 0, 0, counter});
  }
}
