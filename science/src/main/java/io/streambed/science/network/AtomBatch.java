package io.streambed.science.network;

import java.util.Arrays;

/**
 * The pairs of a batch with the parameters that stand against each other: M atoms for each of B
 * pairs, the pair's own first. M = 1 for pairs of the prior, whose likelihood is maximised.
 */
final class AtomBatch {
  private final float[] w;
  private final double[] logPrior;
  private final float[] context;
  private final int[] chosen;
  private final int parameters;
  private final int contextSize;
  private final int atoms;

  /**
   * @param flow gives P and C
   * @param w parameters in the flow's coordinates, [B, P]; not to be changed
   * @param logPrior log p(w), nats, [B]; not to be changed
   * @param context [B, C]; not to be changed
   * @param chosen numbers of pairs, [B, M]; not to be changed
   */
  AtomBatch(SplineSettings flow, float[] w, double[] logPrior, float[] context, int[] chosen) {
    this.w = w;
    this.logPrior = logPrior;
    this.context = context;
    this.chosen = chosen;
    parameters = flow.parameters();
    contextSize = flow.context();
    atoms = chosen.length / logPrior.length;
  }

  /** B. */
  int pairs() {
    return logPrior.length;
  }

  /** M. */
  int atoms() {
    return atoms;
  }

  /** Atoms of pairs {@code from} to {@code to - 1}, [(to - from) * M, P]. */
  float[] rows(int from, int to) {
    return Atoms.rows(w, parameters, part(from, to));
  }

  /** Contexts of these pairs, [to - from, C]. */
  float[] context(int from, int to) {
    return Arrays.copyOfRange(context, from * contextSize, to * contextSize);
  }

  /**
   * The mean loss of these pairs.
   *
   * @param logDensity log q of their atoms, nats, [(to - from) * M]
   */
  DensityLoss loss(int from, int to, double[] logDensity) {
    return DensityLoss.of(logDensity, Atoms.values(logPrior, part(from, to)), atoms);
  }

  private int[] part(int from, int to) {
    return Arrays.copyOfRange(chosen, from * atoms, to * atoms);
  }
}
