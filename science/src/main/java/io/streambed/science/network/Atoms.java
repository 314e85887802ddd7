package io.streambed.science.network;

import org.apache.commons.rng.UniformRandomProvider;

/** Which parameters of a batch stand against each other in the atomic loss. */
final class Atoms {

  private Atoms() {}

  /**
   * For each of B pairs its own number, then M - 1 different other ones, every choice as likely.
   *
   * @param pairs B
   * @param atoms M, 2 to B
   * @return [B, M]
   * @throws IllegalArgumentException if there are too few pairs
   */
  static int[] choose(int pairs, int atoms, UniformRandomProvider random) {
    if (atoms < 2 || atoms > pairs) {
      throw new IllegalArgumentException(
          "expected 2 to %d atoms for as many pairs, got %d".formatted(pairs, atoms));
    }
    int[] chosen = new int[pairs * atoms];
    int[] order = new int[pairs];
    for (int i = 0; i < pairs; i++) {
      order[i] = i;
    }
    for (int i = 0; i < pairs; i++) {
      int at = i * atoms;
      chosen[at] = i;
      // The first numbers of a shuffle, without the pair's own.
      int count = 1;
      for (int k = 0; count < atoms; k++) {
        int swap = k + random.nextInt(pairs - k);
        int other = order[swap];
        order[swap] = order[k];
        order[k] = other;
        if (other != i) {
          chosen[at + count++] = other;
        }
      }
    }
    return chosen;
  }

  /**
   * For each of B pairs its own number, then the M - 1 next ones, the first following on the last.
   *
   * @param pairs B
   * @param atoms M, 1 to B
   * @return [B, M]
   */
  static int[] following(int pairs, int atoms) {
    int[] chosen = new int[pairs * atoms];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = (i / atoms + i % atoms) % pairs;
    }
    return chosen;
  }

  /** The rows of {@code values}, [B, size], by {@code chosen}: [B * M, size]. */
  static float[] rows(float[] values, int size, int[] chosen) {
    float[] rows = new float[chosen.length * size];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * size, rows, i * size, size);
    }
    return rows;
  }

  /** The values by {@code chosen}, [B * M]. */
  static double[] values(double[] values, int[] chosen) {
    double[] picked = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      picked[i] = values[chosen[i]];
    }
    return picked;
  }
}
