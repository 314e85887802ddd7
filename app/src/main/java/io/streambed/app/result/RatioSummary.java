package io.streambed.app.result;

import io.streambed.science.diagnostics.RatioAgreement;

/**
 * How a model's log ratios s follow the exact r = log p(φ | y) - log p(φ) over fresh pairs of the
 * prior, both normalised for each y over the same draws of the prior.
 *
 * @param pairs behind each figure
 * @param kl mean over y of KL(exact posterior || model's), nats: how good the model is for any data
 *     that the prior gives, not for chosen observations
 * @param floor nats below the largest exact ratio to which both are raised in what follows
 * @param joint over φ and its own y
 * @param shuffled over φ and the y of another
 */
public record RatioSummary(int pairs, double kl, double floor, Side joint, Side shuffled) {

  /**
   * Figures of one kind of pairs.
   *
   * @param correlation of s and r, -1 to 1; NaN where either has no spread
   * @param rmse root of the mean square of s - r about its mean over the joint pairs, nats
   */
  public record Side(double correlation, double rmse) {
    private static Side of(RatioAgreement.Side side) {
      return new Side(side.correlation(), side.rootMeanSquare());
    }
  }

  /** The figures of an agreement; its constant is minus the mean divergence. */
  public static RatioSummary of(RatioAgreement agreement, double floor) {
    return new RatioSummary(
        agreement.joint().pairs(),
        -agreement.constant(),
        floor,
        Side.of(agreement.joint()),
        Side.of(agreement.shuffled()));
  }
}
