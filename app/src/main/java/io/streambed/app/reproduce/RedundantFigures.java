package io.streambed.app.reproduce;

import io.streambed.app.result.ReproductionResult.Figures;
import java.util.List;

/**
 * Figures of {@link Redundant}.
 *
 * @param trials one each
 */
record RedundantFigures(List<OfTrial> trials) implements Figures {

  RedundantFigures {
    trials = List.copyOf(trials);
  }

  /**
   * Figures of one trial.
   *
   * @param trial its name
   * @param parameters their names, in the order of what follows
   * @param gradientNorms mean of |dg / dφ_p| times the prior's deviation of φ_p
   * @param gradientShare largest of a redundant one over the mean of the informative ones
   * @param changeInformative mean length of the change of g when the informative ones are redrawn
   * @param changeRedundant the same for the redundant ones
   * @param ks Kolmogorov-Smirnov distance of each posterior marginal from its prior, a row an
   *     observation
   * @param ksBands what a redundant one may be away by chance, for each observation
   * @param ksOverBand largest distance of a redundant one over its band
   */
  record OfTrial(
      String trial,
      List<String> parameters,
      List<Double> gradientNorms,
      double gradientShare,
      double changeInformative,
      double changeRedundant,
      List<List<Double>> ks,
      List<Double> ksBands,
      double ksOverBand) {

    static OfTrial of(Evidence evidence, RedundantMeasurement measured) {
      return new OfTrial(
          evidence.trial().name(),
          evidence.plan().experiment().prior().space().names(),
          measured.gradientNorms(),
          measured.gradientShare(),
          measured.changeInformative(),
          measured.changeRedundant(),
          measured.distances(),
          measured.bands(),
          measured.distanceOverBand());
    }
  }
}
