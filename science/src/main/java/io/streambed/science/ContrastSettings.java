package io.streambed.science;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the critic of Embed and Emulate learns to tell apart, beside the pairs of its batch.
 *
 * @param sides which halves of the loss count
 * @param priorNegatives M, fresh draws of the proposal added as negatives in a step
 * @param automatic whether they are added only while the information in the batch nears log B,
 *     which is when they pay; otherwise in each step
 * @param weighted parameters drawn near the batch's own posteriors as further negatives; null for
 *     none
 * @param queue N, embeddings of data of earlier steps as further negatives, as they were then
 * @param local parameters near each pair's own as contrasts; null for none
 * @param intra items told from others of their own domain; null for none
 */
public record ContrastSettings(
    Sides sides,
    int priorNegatives,
    boolean automatic,
    @Nullable Weighted weighted,
    int queue,
    @Nullable Local local,
    @Nullable Intra intra) {
  /** M of negatives that are added automatically, unless one says otherwise. */
  public static final int AUTOMATIC_NEGATIVES = 2048;

  /** The halves of the loss; as a text in lower case. */
  public enum Sides {
    /** L_φ|y + L_y|φ: the optimum is log r with one constant for all. */
    BOTH,
    /**
     * L_φ|y alone: parameters are told apart for given data. The optimum is log r + c(y) with any
     * c: posteriors are right, the scale drifts with y.
     */
    PARAMETERS,
    /**
     * L_y|φ alone: data are told apart for given parameters. The optimum is log r + c(φ) with any
     * c: posteriors are wrong by the factor exp c(φ). For ablations.
     */
    DATA;

    /** Whether parameters are told apart for given data. */
    public boolean tellsParameters() {
      return this != DATA;
    }

    /** Whether data are told apart for given parameters. */
    public boolean tellsData() {
      return this != PARAMETERS;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Parameters drawn from the critic's own posteriors of the batch, pooled, and weighted back to
   * the proposal, every candidate by the balance heuristic (Veach and Guibas 1995,
   * doi:10.1145/218380.218498): hard to tell from the pairs' own, so that few of them show more
   * than a batch of log B nats.
   *
   * @param negatives A, drawn in a step; at least 1
   * @param candidates fresh draws of the proposal that they are picked from, at least A; each costs
   *     a pass of the emulator without a gradient
   * @param defensiveShare of them picked regardless of the posteriors, above 0 and below 1: no
   *     weight exceeds B + A over B, whatever the critic believes
   */
  public record Weighted(int negatives, int candidates, double defensiveShare) {

    public Weighted {
      if (negatives < 1 || candidates < negatives) {
        throw new IllegalArgumentException(
            "expected 1 <= negatives <= candidates, got %d and %d"
                .formatted(negatives, candidates));
      }
      if (!(defensiveShare > 0 && defensiveShare < 1)) {
        throw new IllegalArgumentException(
            "expected 0 < defensiveShare < 1, got " + defensiveShare);
      }
    }
  }

  /**
   * Contrasts near each pair's own parameters, a further part of the loss that no batch bounds.
   *
   * @param contrasts K for each pair, at least 1; each costs a pass of the emulator
   * @param smallest least distance, in deviations of the proposal, above 0
   * @param largest largest distance; they are log uniform
   * @param weight factor on this part of the loss, above 0
   */
  public record Local(int contrasts, double smallest, double largest, double weight) {

    public Local {
      if (contrasts < 1
          || !(smallest > 0 && smallest <= largest && largest < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "expected contrasts >= 1 and 0 < smallest <= largest, got %d, %s, %s"
                .formatted(contrasts, smallest, largest));
      }
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("expected weight > 0, got " + weight);
      }
    }
  }

  /**
   * The same data, and the same parameters, with a little noise told from those of other items: a
   * further part of the loss (arXiv 2211.01554).
   *
   * @param weight factor on this part of the loss, above 0
   * @param dataNoise deviation of the noise on data, in deviations of each value or channel
   * @param parameterNoise deviation of the noise on half of the parameters, in deviations of the
   *     proposal
   * @param temperature of these softmaxes, above 0; not learnt
   */
  public record Intra(double weight, double dataNoise, double parameterNoise, double temperature) {

    public Intra {
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)
          || !(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "expected weight and temperature > 0, got %s and %s".formatted(weight, temperature));
      }
      if (!(dataNoise >= 0 && dataNoise < Double.POSITIVE_INFINITY)
          || !(parameterNoise >= 0 && parameterNoise < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "expected dataNoise and parameterNoise >= 0, got %s and %s"
                .formatted(dataNoise, parameterNoise));
      }
    }
  }

  public ContrastSettings {
    if (priorNegatives < 0 || queue < 0) {
      throw new IllegalArgumentException(
          "expected priorNegatives and queue >= 0, got %d and %d".formatted(priorNegatives, queue));
    }
    if (automatic && priorNegatives == 0) {
      throw new IllegalArgumentException("expected priorNegatives > 0 to add automatically, got 0");
    }
    if (weighted != null && priorNegatives > 0) {
      throw new IllegalArgumentException(
          "expected either prior negatives or weighted ones, got %d and %s"
              .formatted(priorNegatives, weighted));
    }
    if (!sides.tellsData() && queue > 0) {
      throw new IllegalArgumentException(
          "expected no further data where sides is parameters, got a queue of " + queue);
    }
    if (!sides.tellsParameters() && (priorNegatives > 0 || weighted != null || local != null)) {
      throw new IllegalArgumentException(
          "expected no further parameters where sides is data, got %d prior negatives, %s and %s"
              .formatted(priorNegatives, weighted, local));
    }
  }

  /** Both sides, the negatives from the batch and from {@code priorNegatives} fresh draws. */
  public static ContrastSettings inBatch(int priorNegatives) {
    return new ContrastSettings(Sides.BOTH, priorNegatives, false, null, 0, null, null);
  }

  /** The same sides, with nothing told apart but the pairs of the batch. */
  public ContrastSettings batchAlone() {
    return new ContrastSettings(sides, 0, false, null, 0, null, null);
  }
}
