package io.streambed.chaos.audit;

import io.streambed.chaos.audit.History.Asked;
import io.streambed.chaos.audit.History.Declined;
import io.streambed.chaos.audit.History.Ended;
import io.streambed.chaos.audit.History.Given;
import io.streambed.chaos.audit.History.Planned;
import io.streambed.chaos.audit.History.Published;
import io.streambed.chaos.audit.History.Report;
import io.streambed.topics.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Histories made by hand; what is begun with is without fault, then one thing is changed. */
final class Histories {
  static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  static final long TAMPERED = 1000;

  final List<Asked> asked = new ArrayList<>();
  final List<Given> given = new ArrayList<>();
  final List<Declined> declined = new ArrayList<>();
  final List<Planned> planned = new ArrayList<>();
  final List<Ended> ended = new ArrayList<>();
  final List<Published> published = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();

  /**
   * Two observations and a poison between them, all answered; two blocks of two runs, of which the
   * last failed; two models and one that was tampered with; two reports of the trainer and one of
   * inference.
   */
  static Histories faultless() {
    Histories h = new Histories();
    h.asked.add(new Asked("a", at("observations", 0), START));
    h.asked.add(new Asked("", at("observations", 1), START));
    h.asked.add(new Asked("b", at("observations", 2), START));
    h.given.add(h.posterior("a", 1, "bytes-of-a", 0));
    h.given.add(h.posterior("b", 1, "bytes-of-b", 1));
    h.declined.add(letter(at("observations", 1), "no observation", 0));
    h.planned.add(new Planned(0, 0, 2, "block-0", at("runs", 0), START));
    h.planned.add(new Planned(1, 2, 2, "block-1", at("runs", 1), START));
    for (int run = 0; run < 4; run++) {
      h.ended.add(new Ended(run, run == 3, 70 + run, at("pairs", run)));
    }
    h.published.add(new Published(1, "sha-1", at("models", 1), START));
    h.published.add(new Published(TAMPERED, "sha-1", at("models", 3), START));
    h.published.add(new Published(2, "sha-2", at("models", 5), START));
    h.reports.add(trainer("trainer-1", 0, 2, account(2, 2, 0, 2), Map.of("phase", "training")));
    h.reports.add(trainer("trainer-1", 1, 4, account(4, 3, 1, 0), Map.of("phase", "training")));
    h.reports.add(
        new Report("inference-1", "inference", START, Map.of("refused_models", 1.0), Map.of()));
    return h;
  }

  static Promise promise(boolean exactlyOnce) {
    return new Promise(
        exactlyOnce,
        2,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Map.of(1L, "sha-1", 2L, "sha-2"),
        Set.of(TAMPERED),
        Set.of(at("observations", 1)));
  }

  Given posterior(String observation, long version, String bytes, long offset) {
    return new Given(
        observation, version, bytes, false, Duration.ofMillis(40), at("posteriors", offset), START);
  }

  static Declined letter(Position origin, String cause, long offset) {
    return new Declined(origin, cause, at("dead-letters", offset), START);
  }

  /** Of 4 runs planned: admitted, trained, failed and pending ones. */
  static Map<String, Double> account(long admitted, long trained, long failed, long pending) {
    return Map.of(
        "planned_runs", 4.0,
        "admitted_runs", (double) admitted,
        "trained_pairs", (double) trained,
        "failed_runs", (double) failed,
        "pending_runs", (double) pending);
  }

  static Report trainer(
      String process,
      long second,
      long steps,
      Map<String, Double> account,
      Map<String, String> notes) {
    Map<String, Double> figures = new HashMap<>(account);
    figures.put("steps", (double) steps);
    return new Report(process, "trainer", START.plusSeconds(second), figures, notes);
  }

  static Position at(String topic, long offset) {
    return new Position("chaos." + topic, 0, offset);
  }

  History history() {
    return new History(asked, given, declined, planned, ended, published, reports);
  }

  /** The only violation. */
  Violation violation(boolean exactlyOnce) {
    List<Violation> found = Auditor.audit(history(), promise(exactlyOnce));
    if (found.size() != 1) {
      throw new AssertionError("expected one violation, got " + found);
    }
    return found.get(0);
  }
}
