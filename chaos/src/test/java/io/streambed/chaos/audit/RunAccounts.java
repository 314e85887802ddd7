package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Ended;
import io.streambed.chaos.audit.History.Planned;
import io.streambed.chaos.audit.History.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Invariant 2: trained + held out + evicted + failed + pending equals the runs planned; no run
 * twice. The trainer's own account is held against what the topics of runs and pairs hold.
 */
final class RunAccounts {
  private static final int NUMBER = 2;

  private RunAccounts() {}

  static Stream<Violation> violations(History history, Promise promise) {
    List<Violation> found = new ArrayList<>();
    TreeMap<Long, Planned> blocks = blocks(history.planned(), found);
    overlaps(blocks, found);
    Set<Long> failed = outcomes(history.ended(), blocks, found);
    history.reports().stream()
        .filter(Report::isTrainer)
        .forEach(report -> account(report, failed, found));
    return found.stream();
  }

  private static TreeMap<Long, Planned> blocks(List<Planned> planned, List<Violation> found) {
    TreeMap<Long, Planned> blocks = new TreeMap<>();
    for (Planned block : planned) {
      Planned before = blocks.putIfAbsent(block.block(), block);
      if (before != null && !before.bytes().equals(block.bytes())) {
        found.add(
            new Violation(
                NUMBER,
                "expected block %d to be issued again as it was, got another"
                    .formatted(block.block()),
                before.at() + " and " + block.at()));
      }
    }
    return blocks;
  }

  private static void overlaps(TreeMap<Long, Planned> blocks, List<Violation> found) {
    long next = 0;
    long number = 0;
    for (Planned block : blocks.values()) {
      if (block.block() != number || block.first() != next) {
        found.add(
            new Violation(
                NUMBER,
                "expected block %d to begin at run %d, got block %d from run %d: a run is planned twice or left out"
                    .formatted(number, next, block.block(), block.first()),
                block.at().toString()));
      }
      next = block.first() + block.count();
      number = block.block() + 1;
    }
  }

  /** The runs that failed. */
  private static Set<Long> outcomes(
      List<Ended> ended, TreeMap<Long, Planned> blocks, List<Violation> found) {
    long planned =
        blocks.isEmpty()
            ? 0
            : blocks.lastEntry().getValue().first() + blocks.lastEntry().getValue().count();
    Map<Long, Ended> outcomes = new HashMap<>();
    Set<Long> failed = new HashSet<>();
    for (Ended run : ended) {
      Ended before = outcomes.putIfAbsent(run.run(), run);
      if (run.run() >= planned) {
        found.add(
            new Violation(
                NUMBER,
                "expected outcomes of the %d runs planned, got run %d"
                    .formatted(planned, run.run()),
                run.at().toString()));
      }
      if (before != null && before.outcome() != run.outcome()) {
        found.add(
            new Violation(
                NUMBER,
                "expected run %d to give the same whoever executes it, got another outcome"
                    .formatted(run.run()),
                before.at() + " and " + run.at()));
      }
      if (before == null && run.failed()) {
        failed.add(run.run());
      }
    }
    return failed;
  }

  private static void account(Report report, Set<Long> failedRuns, List<Violation> found) {
    long planned = report.figure("planned_runs");
    long admitted = report.figure("admitted_runs");
    long failed = report.figure("failed_runs");
    long used =
        report.figure("trained_pairs")
            + report.figure("held_out_pairs")
            + report.figure("evicted_pairs");
    String where = "the report of %s at %s".formatted(report.process(), report.time());
    if (used + failed + report.figure("pending_runs") != planned) {
      found.add(
          new Violation(
              NUMBER,
              "expected trained + held out + evicted + failed + pending = planned, got %d + %d + %d and %d"
                  .formatted(used, failed, report.figure("pending_runs"), planned),
              where));
    }
    // What is in flight when the budget is spent is evicted without having been admitted.
    boolean finished = "finished".equals(report.notes().get("phase"));
    if (used + failed > admitted && !finished) {
      found.add(
          new Violation(
              NUMBER,
              "expected at most the %d runs admitted to be settled, got %d: a run counts twice"
                  .formatted(admitted, used + failed),
              where));
    }
    long failures = failedRuns.stream().filter(run -> run < admitted).count();
    if (failed != failures) {
      found.add(
          new Violation(
              NUMBER,
              "expected %d failed runs among the first %d, as on the topic of pairs, got %d"
                  .formatted(failures, admitted, failed),
              where));
    }
  }
}
