package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Published;
import io.streambed.chaos.audit.History.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Invariant 3: every model has the SHA-256 of an undisturbed run, no two have one version, and an
 * experiment is never long without a trainer.
 */
final class Models {
  private static final int NUMBER = 3;

  private Models() {}

  static Stream<Violation> violations(History history, Promise promise) {
    List<Violation> found = new ArrayList<>();
    Map<Long, Published> versions = new HashMap<>();
    for (Published model : history.published()) {
      if (promise.tampered().contains(model.version())) {
        continue;
      }
      Published before = versions.putIfAbsent(model.version(), model);
      if (before != null && !before.sha256().equals(model.sha256())) {
        found.add(
            new Violation(
                NUMBER,
                "expected one model of version %d, got two".formatted(model.version()),
                before.at() + " and " + model.at()));
      }
      String undisturbed = promise.undisturbed().get(model.version());
      if (undisturbed != null && !undisturbed.equals(model.sha256())) {
        found.add(
            new Violation(
                NUMBER,
                "expected model %d with SHA-256 %s, as undisturbed, got %s"
                    .formatted(model.version(), undisturbed, model.sha256()),
                model.at().toString()));
      }
    }
    silences(history.reports(), promise.takeover(), found);
    return found.stream();
  }

  private static void silences(List<Report> reports, Duration most, List<Violation> found) {
    List<Report> trainers =
        reports.stream()
            .filter(Report::isTrainer)
            .sorted(Comparator.comparing(Report::time))
            .toList();
    for (int i = 1; i < trainers.size(); i++) {
      Report before = trainers.get(i - 1);
      Report after = trainers.get(i);
      Duration silence = Duration.between(before.time(), after.time());
      if (!isOver(before) && silence.compareTo(most) > 0) {
        found.add(
            new Violation(
                NUMBER,
                "expected a trainer within %d s, got none for %d s"
                    .formatted(most.toSeconds(), silence.toSeconds()),
                "%s at %s and %s at %s"
                    .formatted(before.process(), before.time(), after.process(), after.time())));
      }
    }
  }

  private static boolean isOver(Report report) {
    return "finished".equals(report.notes().get("phase"));
  }
}
