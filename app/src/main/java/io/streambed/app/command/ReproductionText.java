package io.streambed.app.command;

import io.streambed.app.result.Claim;
import io.streambed.app.result.ReproductionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A reproduction's result for people. */
final class ReproductionText {

  private ReproductionText() {}

  static List<String> of(ReproductionResult result) {
    List<String> lines = new ArrayList<>();
    for (Claim claim : result.claims()) {
      lines.add(
          text("%-14s  %s", claim.reproduced() ? "reproduced" : "NOT REPRODUCED", claim.claim()));
      lines.add(
          text(
              "                %s: %.4g, expected %s %.4g",
              claim.figure(), claim.value(), claim.bound().replace('-', ' '), claim.limit()));
    }
    lines.add("");
    for (ReproductionResult.Trial trial : result.trials()) {
      lines.add(
          text(
              "%s: %,d pairs, %,d steps in %.1f s, model %d, SHA-256 %s",
              trial.trial(),
              trial.pairs(),
              trial.steps(),
              trial.seconds(),
              trial.model().version(),
              trial.model().sha256()));
    }
    long reproduced = result.claims().stream().filter(Claim::reproduced).count();
    lines.add(
        text(
            "%s, seed %d: %d of %d claims reproduced in %.1f s",
            result.reproduction(),
            result.seed(),
            reproduced,
            result.claims().size(),
            result.seconds()));
    lines.add("report: " + result.report());
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
