package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Invariant 4: no more runs are planned than a window beyond those admitted, and a trainer that
 * makes no step for long says whom it waits on.
 */
final class Demand {
  private static final int NUMBER = 4;

  private Demand() {}

  static Stream<Violation> violations(History history, Promise promise) {
    List<Violation> found = new ArrayList<>();
    Map<String, Report> still = new HashMap<>();
    for (Report report : history.reports()) {
      if (!report.isTrainer()) {
        continue;
      }
      long ahead = report.figure("planned_runs") - report.figure("admitted_runs");
      if (ahead > promise.window()) {
        found.add(
            new Violation(
                NUMBER,
                "expected at most %d runs beyond those admitted, got %d"
                    .formatted(promise.window(), ahead),
                where(report)));
      }
      Report since = still.get(report.process());
      if (since == null || since.figure("steps") != report.figure("steps") || saysWhy(report)) {
        still.put(report.process(), report);
      } else if (Duration.between(since.time(), report.time()).compareTo(promise.visible()) > 0) {
        found.add(
            new Violation(
                NUMBER,
                "expected a step, or a word on whom it waits, within %d s, got neither since %s"
                    .formatted(promise.visible().toSeconds(), since.time()),
                where(report)));
        still.put(report.process(), report);
      }
    }
    return found.stream();
  }

  private static boolean saysWhy(Report report) {
    return !report.notes().getOrDefault("waits_on", "").isEmpty()
        || !report.notes().getOrDefault("publication", "").isEmpty()
        || !"training".equals(report.notes().get("phase"));
  }

  private static String where(Report report) {
    return "the report of %s at %s".formatted(report.process(), report.time());
  }
}
