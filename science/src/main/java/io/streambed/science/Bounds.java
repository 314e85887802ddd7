package io.streambed.science;

/** What no network's settings may exceed, so that a hostile manifest costs no memory. */
final class Bounds {

  private Bounds() {}

  /**
   * @throws IllegalArgumentException unless each is 0 to {@link EstimatorSettings#MOST_BLOCKS}
   */
  static void requireBlocks(int... counts) {
    require("blocks", EstimatorSettings.MOST_BLOCKS, counts);
  }

  /**
   * @throws IllegalArgumentException unless each is 0 to {@link EstimatorSettings#MOST_OCTAVES}
   */
  static void requireOctaves(int... counts) {
    require("octaves", EstimatorSettings.MOST_OCTAVES, counts);
  }

  private static void require(String what, int most, int... counts) {
    for (int count : counts) {
      if (count < 0 || count > most) {
        throw new IllegalArgumentException(
            "expected 0 to %d %s, got %d".formatted(most, what, count));
      }
    }
  }
}
