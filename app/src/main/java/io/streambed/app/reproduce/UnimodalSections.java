package io.streambed.app.reproduce;

import io.streambed.app.report.Chart.Bar;
import io.streambed.app.report.Chart.Bars;
import io.streambed.app.report.Chart.Limit;
import io.streambed.app.report.Chart.Scatter;
import io.streambed.app.report.Chart.Scatters;
import io.streambed.app.report.Section;
import io.streambed.science.diagnostics.HeldOutRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@link Unimodal} in drawings. */
final class UnimodalSections {
  private static final int POINTS = 300;

  private UnimodalSections() {}

  static List<Section> of(Evidence evidence, UnimodalMeasurement measured, double limit) {
    String trial = evidence.trial().name();
    HeldOutRegression statistic = measured.statistic();
    return List.of(
        new Section(
            "Statistic and embedding, " + trial,
            "Linear regressions either way, judged on %,d pairs that were not fitted. Above: each value of B'y against its prediction from f(y), on the first %d of them. Below: R² of every value."
                .formatted(statistic.heldOut(), POINTS),
            List.of(scatters(statistic), bars(measured, limit))),
        new Section(
            "A posterior, " + trial,
            "One fresh observation: %,d draws from the inference service, and the exact density by quadrature. On average over %d others the data tell %.2f nats, of which the model misses %.4f."
                .formatted(
                    evidence.answers().get(0).posterior().draws().size(),
                    measured.divergences().size(),
                    measured.information(),
                    measured.divergence()),
            List.of(PosteriorMarginals.of(evidence.answers().get(0), measured.exact()))));
  }

  private static Scatters scatters(HeldOutRegression statistic) {
    List<Double> determined = statistic.determined();
    return new Scatters(
        "B'y",
        "predicted from f(y)",
        IntStream.range(0, determined.size())
            .mapToObj(
                o ->
                    new Scatter(
                        "value %d, R² %.4f".formatted(o + 1, determined.get(o)),
                        points(statistic, o, false),
                        points(statistic, o, true)))
            .toList());
  }

  private static List<Double> points(HeldOutRegression fit, int o, boolean predicted) {
    return IntStream.range(0, Math.min(POINTS, fit.heldOut()))
        .mapToObj(n -> predicted ? fit.predicted(n, o) : fit.actual(n, o))
        .toList();
  }

  private static Bars bars(UnimodalMeasurement measured, double limit) {
    List<Bar> bars = new ArrayList<>();
    List<Double> statistic = measured.statistic().determined();
    for (int o = 0; o < statistic.size(); o++) {
      bars.add(new Bar("B'y, value " + (o + 1), 0, statistic.get(o)));
    }
    List<Double> embedding = measured.embedding().determined();
    for (int e = 0; e < embedding.size(); e++) {
      bars.add(new Bar("f(y), value " + (e + 1), 1, embedding.get(e)));
    }
    return new Bars(
        "R²",
        List.of("of the statistic on the embedding", "of the embedding on the statistic"),
        bars,
        new Limit("limit %.2f, for f(y) all together".formatted(limit), limit));
  }
}
