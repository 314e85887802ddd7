package io.streambed.topics.experiment;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Sides;
import java.util.OptionalInt;

/** Reads what is told apart: those keys of the section {@code estimator}. */
final class ContrastSection {

  private ContrastSection() {}

  static ContrastSettings from(CheckedSettings estimator) {
    Sides sides = estimator.choice("sides", Sides.class);
    OptionalInt fixed = estimator.integerOr("auto", "prior-negatives", 0, 1 << 20);
    int priorNegatives = fixed.orElse(ContrastSettings.AUTOMATIC_NEGATIVES);
    if (priorNegatives > 0 && !sides.tellsParameters()) {
      estimator.mistake("prior-negatives", "0 where sides is " + sides);
      return ContrastSettings.inBatch(0);
    }
    return new ContrastSettings(sides, priorNegatives, fixed.isEmpty());
  }
}
