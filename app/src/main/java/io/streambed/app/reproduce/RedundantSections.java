package io.streambed.app.reproduce;

import io.streambed.app.report.Chart.Bar;
import io.streambed.app.report.Chart.Bars;
import io.streambed.app.report.Chart.Limit;
import io.streambed.app.report.Section;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** {@link Redundant} in drawings. */
final class RedundantSections {
  private static final List<String> GROUPS = List.of("informative", "redundant");

  private RedundantSections() {}

  static List<Section> of(
      Evidence evidence, RedundantMeasurement measured, ExactPosterior exact, double share) {
    String trial = evidence.trial().name();
    double limit = share * measured.meanInformativeNorm();
    double band = Collections.min(measured.bands());
    return List.of(
        new Section(
            "What the emulator listens to, " + trial,
            "Mean length of dg / dφ over draws of the prior, times the parameter's deviation. When the informative parameters are redrawn g moves by %.3g on average, when the redundant ones are, by %.3g."
                .formatted(measured.changeInformative(), measured.changeRedundant()),
            List.of(
                bars(
                    evidence,
                    measured,
                    "|dg / dφ|, units of g",
                    measured.gradientNorms()::get,
                    new Limit(
                        "limit, %.0f %% of the informative ones".formatted(100 * share), limit)))),
        new Section(
            "How far posteriors are from the prior, " + trial,
            "Kolmogorov-Smirnov distance, the largest over %d fresh observations with %,d draws each. Below the line a redundant parameter cannot be told from its prior: draws of the prior itself, as many as these are worth, would cross it in one of a hundred trainings."
                .formatted(
                    evidence.answers().size(),
                    evidence.answers().get(0).posterior().draws().size()),
            List.of(
                bars(
                    evidence,
                    measured,
                    "distance",
                    p ->
                        measured.distances().stream()
                            .mapToDouble(d -> d.get(p))
                            .max()
                            .orElseThrow(),
                    new Limit("by chance, at most", band)))),
        new Section(
            "A posterior, " + trial,
            "The first of these observations: draws from the inference service, and the exact density, of the redundant parameters their prior.",
            List.of(PosteriorMarginals.of(evidence.answers().get(0), exact))));
  }

  private static Bars bars(
      Evidence evidence,
      RedundantMeasurement measured,
      String axis,
      IntToDoubleFunction value,
      Limit limit) {
    List<String> names = evidence.plan().experiment().prior().space().names();
    return new Bars(
        axis,
        GROUPS,
        IntStream.range(0, names.size())
            .mapToObj(
                p ->
                    new Bar(
                        names.get(p), p < measured.informative() ? 0 : 1, value.applyAsDouble(p)))
            .toList(),
        limit);
  }
}
