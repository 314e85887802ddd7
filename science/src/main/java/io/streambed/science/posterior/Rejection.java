package io.streambed.science.posterior;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Accepts draw s with probability w_s / max w: independent draws of the target, none twice. The
 * bound is learnt, the bank's own maximum, so a peak that the bank missed is missed here; {@link
 * #excess} checks how much that may be.
 */
final class Rejection {

  private Rejection() {}

  /** Mean of w / max w: the share of draws that is accepted. */
  static double acceptance(double[] relativeWeights) {
    double sum = 0;
    for (double weight : relativeWeights) {
      sum += weight;
    }
    return sum / relativeWeights.length;
  }

  /**
   * How much of the target's mass a bound that was learnt from as many draws again cuts off, 0 to
   * 1: each half of the bank sets a bound by its maximum, and what the weights of the other half
   * exceed it by, Σ max(0, w - bound) / Σ w, is averaged over both. An upper estimate, since the
   * bound in use comes from the whole bank. (How many draws exceed it says nothing: the largest of
   * S + S draws lies in either half with probability 1/2, whatever the target.)
   *
   * @param relativeWeights w / max w, shape [S], in the order drawn
   */
  static double excess(double[] relativeWeights) {
    int middle = relativeWeights.length / 2;
    double first = Arrays.stream(relativeWeights, 0, middle).max().orElse(0);
    double second = Arrays.stream(relativeWeights, middle, relativeWeights.length).max().orElse(0);
    double cut = 0;
    double sum = 0;
    for (int s = 0; s < relativeWeights.length; s++) {
      cut += Math.max(0, relativeWeights[s] - (s < middle ? second : first));
      sum += relativeWeights[s];
    }
    return cut / sum;
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
