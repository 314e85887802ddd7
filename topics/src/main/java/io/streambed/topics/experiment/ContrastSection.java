package io.streambed.topics.experiment;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Sides;

/** Reads what is told apart: those keys of the section {@code estimator}. */
final class ContrastSection {

  private ContrastSection() {}

  static ContrastSettings from(CheckedSettings estimator) {
    Sides sides = estimator.choice("sides", Sides.class);
    int priorNegatives = estimator.integer("prior-negatives", 0, 1 << 20);
    if (priorNegatives > 0 && !sides.tellsParameters()) {
      estimator.mistake("prior-negatives", "0 where sides is " + sides);
      priorNegatives = 0;
    }
    return new ContrastSettings(sides, priorNegatives);
  }
}
