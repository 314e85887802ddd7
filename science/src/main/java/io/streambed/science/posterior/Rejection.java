package io.streambed.science.posterior;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Accepts draw s with probability w_s / max w: independent draws of the target, none twice. The
 * bound is the bank's own maximum, so a peak that the bank missed is missed here.
 */
final class Rejection {

  private Rejection() {}

  /** Mean of w / max w: the share of draws that is accepted. */
  static double acceptance(double[] relativeWeights) {
    return Arrays.stream(relativeWeights).sum() / relativeWeights.length;
  }

  /**
   * Indices of the first {@code n} draws accepted, from a random one on; fewer if the bank ends
   * first.
   *
   * @param relativeWeights w / max w, shape [S]
   */
  static int[] indices(double[] relativeWeights, int n, UniformRandomProvider random) {
    int size = relativeWeights.length;
    int start = random.nextInt(size);
    int[] accepted = new int[n];
    int count = 0;
    for (int i = 0; i < size && count < n; i++) {
      int s = (start + i) % size;
      if (random.nextDouble() < relativeWeights[s]) {
        accepted[count++] = s;
      }
    }
    return Arrays.copyOf(accepted, count);
  }
}
