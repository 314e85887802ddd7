package io.streambed.app.command;

import io.streambed.app.result.BenchmarkResult;
import io.streambed.app.result.RatioSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A benchmark's result for people. */
final class BenchmarkText {

  private BenchmarkText() {}

  static List<String> of(BenchmarkResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("observation    C2ST  boosted  KL/nats   seconds  status");
    for (BenchmarkResult.Score score : result.observations()) {
      lines.add(
          text(
              "%11d  %s  %s   %s  %8.3f  %s",
              score.observation(),
              figure(score.c2st()),
              figure(score.boosted()),
              figure(score.kl()),
              score.seconds(),
              score.status()));
    }
    lines.add(
        text(
            "       mean  %s  %s   %s",
            figure(result.c2stMean()), figure(result.boostedMean()), figure(result.klMean())));
    lines.add(text("     median                   %s", figure(result.klMedian())));
    RatioSummary ratios = result.ratios();
    if (ratios != null) {
      lines.add(
          text(
              "over %d fresh data: KL%s nats; log ratios off by %.3f nats (joint), %.3f (shuffled)",
              ratios.pairs(),
              figure(ratios.kl()),
              ratios.joint().rmse(),
              ratios.shuffled().rmse()));
    }
    lines.add(
        text(
            "%s on %s, seed %d: %,d pairs, %,d steps in %.1f s (%,.0f pairs/s), %.1f s to compare",
            result.estimator(),
            result.task(),
            result.seed(),
            result.pairs(),
            result.steps(),
            result.seconds().total(),
            result.pairsPerSecond(),
            result.seconds().compare()));
    lines.add(text("model %d, SHA-256 %s", result.model().version(), result.model().sha256()));
    return lines;
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "     -" : text("%6.3f", value);
  }

  private static String text(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
