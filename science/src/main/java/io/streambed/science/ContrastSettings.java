package io.streambed.science;

import java.util.Locale;

/**
 * What the critic of Embed and Emulate learns to tell apart, beside the pairs of its batch.
 *
 * @param sides which halves of the loss count
 * @param priorNegatives M, fresh draws of the proposal added as negatives in a step
 * @param automatic whether they are added only while the information in the batch nears log B,
 *     which is when they pay; otherwise in each step
 */
public record ContrastSettings(Sides sides, int priorNegatives, boolean automatic) {
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

  public ContrastSettings {
    if (priorNegatives < 0) {
      throw new IllegalArgumentException("expected priorNegatives >= 0, got " + priorNegatives);
    }
    if (automatic && priorNegatives == 0) {
      throw new IllegalArgumentException("expected priorNegatives > 0 to add automatically, got 0");
    }
    if (priorNegatives > 0 && !sides.tellsParameters()) {
      throw new IllegalArgumentException(
          "expected no further parameters as negatives where sides is data, got priorNegatives = "
              + priorNegatives);
    }
  }

  /** Both sides, the negatives from the batch and from {@code priorNegatives} fresh draws. */
  public static ContrastSettings inBatch(int priorNegatives) {
    return new ContrastSettings(Sides.BOTH, priorNegatives, false);
  }
}
