package io.streambed.topics.experiment;

import io.streambed.science.ContrastSettings;
import io.streambed.science.ContrastSettings.Intra;
import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.ContrastSettings.Sides;
import io.streambed.science.ContrastSettings.Weighted;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads what is told apart: those keys of the section {@code estimator}. */
final class ContrastSection {

  private ContrastSection() {}

  static ContrastSettings from(CheckedSettings estimator) {
    Sides sides = estimator.choice("sides", Sides.class);
    OptionalInt fixed = estimator.integerOr("auto", "prior-negatives", 0, 1 << 20);
    int priorNegatives = fixed.orElse(ContrastSettings.AUTOMATIC_NEGATIVES);
    int queue = estimator.integer("queue", 0, 1 << 16);
    Weighted weighted = weighted(estimator.section("weighted"));
    Local local = local(estimator.section("local"));
    if (weighted != null && priorNegatives > 0) {
      estimator.mistake("weighted.negatives", "0 where there are prior-negatives");
      weighted = null;
    }
    if (!sides.tellsParameters() && weighted != null) {
      estimator.mistake("weighted.negatives", "0 where sides is " + sides);
      weighted = null;
    }
    if (!sides.tellsParameters() && priorNegatives > 0) {
      estimator.mistake("prior-negatives", "0 where sides is " + sides);
      priorNegatives = 0;
    }
    if (!sides.tellsParameters() && local != null) {
      estimator.mistake("local.contrasts", "0 where sides is " + sides);
      local = null;
    }
    if (!sides.tellsData() && queue > 0) {
      estimator.mistake("queue", "0 where sides is " + sides);
      queue = 0;
    }
    boolean automatic = fixed.isEmpty() && priorNegatives > 0;
    return new ContrastSettings(
        sides,
        priorNegatives,
        automatic,
        weighted,
        queue,
        local,
        intra(estimator.section("intra")));
  }

  private static @Nullable Weighted weighted(CheckedSettings section) {
    int negatives = section.integer("negatives", 0, 1 << 16);
    int candidates = section.integer("candidates", Math.max(1, negatives), 1 << 20);
    double share = section.realAbove("defensive-share", 0, 0.99);
    return negatives == 0 ? null : new Weighted(negatives, candidates, share);
  }

  private static @Nullable Local local(CheckedSettings section) {
    int contrasts = section.integer("contrasts", 0, 256);
    double largest = section.realAbove("largest", 0, 100);
    double smallest = section.realAbove("smallest", 0, largest);
    double weight = section.realAbove("weight", 0, 1e3);
    return contrasts == 0 ? null : new Local(contrasts, smallest, largest, weight);
  }

  private static @Nullable Intra intra(CheckedSettings section) {
    double weight = section.real("weight", 0, 1e3);
    double dataNoise = section.real("data-noise", 0, 10);
    double parameterNoise = section.real("parameter-noise", 0, 10);
    double temperature = section.realAbove("temperature", 0, 10);
    return weight == 0 ? null : new Intra(weight, dataNoise, parameterNoise, temperature);
  }
}
