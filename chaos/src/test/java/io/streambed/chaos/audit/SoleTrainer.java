package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Published;
import io.streambed.chaos.audit.History.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Invariant 8: there is one trainer. A second one, or an old one that wakes up, would publish a
 * version again or out of order, or go on to report steps behind those of the other.
 */
final class SoleTrainer {
  private static final int NUMBER = 8;
  private static final int MOST_LAST_WORDS = 10;

  private SoleTrainer() {}

  static Stream<Violation> violations(History history, Promise promise) {
    List<Violation> found = new ArrayList<>();
    long newest = 0;
    for (Published model : history.published()) {
      if (promise.tampered().contains(model.version())) {
        continue;
      }
      if (model.version() < newest) {
        found.add(
            new Violation(
                NUMBER,
                "expected versions in their order from one trainer, got %d after %d"
                    .formatted(model.version(), newest),
                model.at().toString()));
      }
      newest = Math.max(newest, model.version());
    }
    turns(history.reports(), found);
    return found.stream();
  }

  /**
   * A process that took over keeps the word. One that wakes up may say a few last words until it
   * learns that it is fenced; two that take turns for long both train.
   */
  private static void turns(List<Report> reports, List<Violation> found) {
    Map<String, Integer> behind = new HashMap<>();
    Report last = null;
    Set<String> silenced = new HashSet<>();
    for (Report report : reports) {
      if (!report.isTrainer()) {
        continue;
      }
      if (last != null && !last.process().equals(report.process())) {
        boolean isBehind =
            silenced.contains(report.process()) && report.figure("steps") < last.figure("steps");
        if (isBehind && behind.merge(report.process(), 1, Integer::sum) == MOST_LAST_WORDS + 1) {
          found.add(
              new Violation(
                  NUMBER,
                  "expected one trainer, %s reports step %d while %s is at %d, for the %dth time"
                      .formatted(
                          report.process(),
                          report.figure("steps"),
                          last.process(),
                          last.figure("steps"),
                          MOST_LAST_WORDS + 1),
                  "the report of %s at %s".formatted(report.process(), report.time())));
        }
        silenced.add(last.process());
      }
      last = report;
    }
  }
}
