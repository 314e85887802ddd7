package io.streambed.trainer;

import io.streambed.topics.experiment.CheckedSettings;

/**
 * When a model may serve.
 *
 * @param pairs held-out pairs, the latest, on which it is compared with the model that serves
 * @param errors standard errors of the paired difference that count as noise
 * @param coverageLevel probability with which right posteriors keep within the band of coverage
 */
record PromotionSettings(int pairs, double errors, double coverageLevel) {

  /** Reads section {@code promotion} of a whole file, and notes every mistake in it. */
  static PromotionSettings from(CheckedSettings file) {
    CheckedSettings promotion = file.section("promotion");
    return new PromotionSettings(
        promotion.integer("pairs", 16, 1 << 14),
        promotion.positive("errors"),
        promotion.real("coverage-level", 0.5, 0.99999));
  }
}
