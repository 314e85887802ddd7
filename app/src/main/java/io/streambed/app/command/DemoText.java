package io.streambed.app.command;

import io.streambed.app.result.DemoResult;
import io.streambed.app.result.DetectionSummary;
import io.streambed.app.result.EmbeddingSummary;
import io.streambed.app.result.PosteriorTable;
import io.streambed.app.result.PredictiveSummary;
import io.streambed.inference.document.TrustSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A demonstration's result for people. */
final class DemoText {

  private DemoText() {}

  static List<String> of(DemoResult result) {
    List<String> lines = new ArrayList<>(PosteriorTable.of(result.posterior()));
    lines.add("");
    if (result.posterior().stream().allMatch(p -> p.referenceMean() != null)) {
      lines.add("shift = (mean - reference) / reference sd, ratio = sd / reference sd");
    }
    Double c2st = result.c2st();
    if (c2st != null) {
      lines.add(
          text("C2ST against the reference draws: %.3f (0.5 indistinguishable, 1 apart)", c2st));
    }
    Double kl = result.kl();
    if (kl != null) {
      lines.add(text("KL of the reference from the model: %.3f nats (0 is best)", kl));
    }
    TrustSummary trust = result.trust();
    lines.addAll(VerdictText.of(trust));
    lines.add(
        text(
            "sampling: %s by %s, effective sample size %.0f, acceptance %.3f, Pareto k %.2f",
            trust.status(),
            trust.sampler(),
            trust.effectiveSampleSize(),
            trust.acceptance(),
            trust.paretoK()));
    lines.add(
        text(
            "          log Z %.2f (held out %.2f +- %.2f), cut mass %.4f%s",
            trust.logNormaliser(),
            trust.logNormaliserMean(),
            trust.logNormaliserDeviation(),
            trust.cutMass(),
            Double.isNaN(trust.leakedMass())
                ? ""
                : text(", leaked mass %.4f", trust.leakedMass())));
    PredictiveSummary predictive = result.predictive();
    if (predictive != null) {
      lines.add(
          text(
              "posterior predictive: %.0f %% of the record inside the 90 %% band, p = %.3f (%d runs)",
              100 * predictive.inside90(), predictive.pValue(), predictive.runs()));
    }
    EmbeddingSummary embedding = result.embedding();
    if (embedding != null) {
      lines.add(
          embedding.parameters().stream()
              .map(p -> text("%s %.3f", p.parameter(), p.r2()))
              .collect(Collectors.joining(", ", "R2 of the parameters on the embedding: ", "")));
    }
    DetectionSummary detection = result.detection();
    if (detection != null) {
      lines.add(
          detection.corruptions().stream()
              .map(c -> text("%s %.0f %%", c.corruption(), 100 * c.detections()))
              .collect(
                  Collectors.joining(
                      ", ",
                      "called doubtful by distance: ",
                      text(
                          ", of fresh runs %.1f %% (%d runs)",
                          100 * detection.falseAlarms(), detection.runs()))));
    }
    lines.add(
        text(
            "%,d pairs, %,d steps, %.1f s to the posterior (simulating %.1f s over all workers, training %.1f s, sampling %.2f s), %.1f s to compare",
            result.pairs(),
            result.steps(),
            result.seconds().total(),
            result.seconds().simulate(),
            result.seconds().train(),
            result.seconds().sample(),
            result.seconds().compare()));
    lines.add(text("model %d, SHA-256 %s", result.model().version(), result.model().sha256()));
    lines.add("report: " + result.report());
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
