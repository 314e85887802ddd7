package io.streambed.chaos.audit;

import static io.streambed.chaos.audit.Histories.START;
import static io.streambed.chaos.audit.Histories.TAMPERED;
import static io.streambed.chaos.audit.Histories.account;
import static io.streambed.chaos.audit.Histories.at;
import static io.streambed.chaos.audit.Histories.letter;
import static io.streambed.chaos.audit.Histories.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.chaos.audit.History.Ended;
import io.streambed.chaos.audit.History.Given;
import io.streambed.chaos.audit.History.Planned;
import io.streambed.chaos.audit.History.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each promise broken once: the auditor says which one, and where. */
class AuditorTest {
  private final Histories h = Histories.faultless();

  @Test
  void aFaultlessHistoryKeepsAllPromises() {
    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(true)));
  }

  @Test
  void anObservationWithoutAnAnswerIsMissing() {
    h.given.remove(0);
    broken(1, "expected an answer to observation 'a', got none", "chaos.observations-0@0");
  }

  @Test
  void aRepeatOfTheSameBytesIsAllowedAtLeastOnceAndNotExactlyOnce() {
    h.given.add(h.posterior("a", 1, "bytes-of-a", 2));

    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
    assertEquals(
        new Violation(
            1,
            "expected one answer to observation 'a', got 2 posteriors and 0 dead letters",
            "chaos.posteriors-0@0, chaos.posteriors-0@2"),
        h.violation(true));
  }

  @Test
  void aRepeatOfOtherBytesIsNotARepeat() {
    h.given.add(h.posterior("a", 1, "other-bytes", 2));
    broken(
        1,
        "expected a repeat of the posterior of 'a' under model 1 to be the same bytes, got others",
        "chaos.posteriors-0@0 and chaos.posteriors-0@2");
  }

  @Test
  void aRepeatOfWhatTheDeadlineCutShortMayDiffer() {
    h.given.add(
        new Given("a", 1, "other-bytes", true, Duration.ofSeconds(30), at("posteriors", 2), START));

    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
  }

  @Test
  void aPosteriorAndADeadLetterAreOneTooMany() {
    h.declined.add(letter(at("observations", 0), "too late", 1));
    broken(
        1,
        "expected a posterior or a dead letter of observation 'a', got both",
        "chaos.posteriors-0@0 and chaos.dead-letters-0@1");
  }

  @Test
  void aPosteriorThatNobodyAskedForIsFound() {
    h.given.add(h.posterior("z", 1, "bytes-of-z", 2));
    broken(
        1,
        "expected posteriors of observations only, got one of 'z', which nobody asked for",
        "chaos.posteriors-0@2");
  }

  @Test
  void aBlockThatIsIssuedAgainOtherwiseIsFound() {
    h.planned.add(new Planned(1, 2, 2, "other-block", at("runs", 2), START));
    broken(
        2,
        "expected block 1 to be issued again as it was, got another",
        "chaos.runs-0@1 and chaos.runs-0@2");
  }

  @Test
  void aRunThatIsPlannedTwiceIsFound() {
    h.planned.set(1, new Planned(1, 1, 3, "block-1", at("runs", 1), START));
    broken(
        2,
        "expected block 1 to begin at run 2, got block 1 from run 1: a run is planned twice or left out",
        "chaos.runs-0@1");
  }

  @Test
  void aRunThatGivesOtherDataTheSecondTimeIsFound() {
    h.ended.add(new Ended(0, false, 99, at("pairs", 4)));
    broken(
        2,
        "expected run 0 to give the same whoever executes it, got another outcome",
        "chaos.pairs-0@0 and chaos.pairs-0@4");
  }

  @Test
  void anAccountThatDoesNotAddUpIsFound() {
    h.reports.set(1, trainer("trainer-1", 1, 4, account(4, 2, 1, 0), Map.of()));
    broken(
        2,
        "expected trained + held out + evicted + failed + pending = planned, got 2 + 1 + 0 and 4",
        "the report of trainer-1 at 2026-11-30T12:00:01Z");
  }

  @Test
  void aRunThatCountsTwiceIsFound() {
    h.reports.set(1, trainer("trainer-1", 1, 4, account(3, 4, 0, 0), Map.of()));
    broken(
        2,
        "expected at most the 3 runs admitted to be settled, got 4: a run counts twice",
        "the report of trainer-1 at 2026-11-30T12:00:01Z");
  }

  @Test
  void whatIsInFlightWhenTheBudgetIsSpentIsEvictedWithoutHavingBeenAdmitted() {
    h.reports.set(1, trainer("trainer-1", 1, 4, account(3, 4, 0, 0), Map.of("phase", "finished")));

    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
  }

  @Test
  void aFailedRunThatTheTrainerDoesNotCountIsFound() {
    h.reports.set(1, trainer("trainer-1", 1, 4, account(4, 4, 0, 0), Map.of()));
    broken(
        2,
        "expected 1 failed runs among the first 4, as on the topic of pairs, got 0",
        "the report of trainer-1 at 2026-11-30T12:00:01Z");
  }

  @Test
  void twoModelsOfOneVersionAreFound() {
    h.published.add(2, new Published(1, "sha-1-too", at("models", 4), START));
    List<Violation> found = Auditor.audit(h.history(), Histories.promise(false));

    assertEquals(
        List.of(
            new Violation(
                3,
                "expected one model of version 1, got two",
                "chaos.models-0@1 and chaos.models-0@4"),
            new Violation(
                3,
                "expected model 1 with SHA-256 sha-1, as undisturbed, got sha-1-too",
                "chaos.models-0@4")),
        found);
  }

  @Test
  void aModelOtherThanUndisturbedIsFound() {
    h.published.set(2, new Published(2, "sha-other", at("models", 5), START));
    broken(
        3,
        "expected model 2 with SHA-256 sha-2, as undisturbed, got sha-other",
        "chaos.models-0@5");
  }

  @Test
  void aLongTimeWithoutATrainerIsFound() {
    h.reports.add(trainer("trainer-2", 40, 5, account(4, 3, 1, 0), Map.of("phase", "finished")));
    h.reports.add(trainer("trainer-2", 400, 5, account(4, 3, 1, 0), Map.of("phase", "finished")));
    broken(
        3,
        "expected a trainer within 30 s, got none for 39 s",
        "trainer-1 at 2026-11-30T12:00:01Z and trainer-2 at 2026-11-30T12:00:40Z");
  }

  @Test
  void demandBeyondItsWindowIsFound() {
    h.reports.set(0, trainer("trainer-1", 0, 2, account(1, 1, 0, 3), Map.of()));
    broken(
        4,
        "expected at most 2 runs beyond those admitted, got 3",
        "the report of trainer-1 at 2026-11-30T12:00:00Z");
  }

  @Test
  void aTrainerThatStandsStillWithoutAWordIsFound() {
    for (int second = 21; second < 80; second += 20) {
      h.reports.add(
          trainer("trainer-1", second, 4, account(4, 3, 1, 0), Map.of("phase", "training")));
    }
    h.reports.add(trainer("trainer-1", 81, 4, account(4, 3, 1, 0), Map.of("phase", "training")));
    broken(
        4,
        "expected a step, or a word on whom it waits, within 60 s, got neither since 2026-11-30T12:00:01Z",
        "the report of trainer-1 at 2026-11-30T12:01:21Z");
  }

  @Test
  void aTrainerThatSaysWhomItWaitsOnMayStandStill() {
    for (int second = 21; second < 200; second += 20) {
      h.reports.add(
          trainer(
              "trainer-1",
              second,
              4,
              account(4, 3, 1, 0),
              Map.of("phase", "training", "waits_on", "pairs")));
    }
    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
  }

  @Test
  void anAnswerAfterItsDeadlineIsFound() {
    h.given.set(
        0,
        new Given("a", 1, "bytes-of-a", false, Duration.ofSeconds(36), at("posteriors", 0), START));
    broken(
        5,
        "expected the posterior of 'a' within 35000 ms of its receipt, got it after 36000 ms",
        "chaos.posteriors-0@0");
  }

  @Test
  void aPoisonThatStopsItsPartitionIsFound() {
    h.declined.clear();
    h.given.remove(1);
    List<Violation> found = Auditor.audit(h.history(), Histories.promise(false));

    assertEquals(
        List.of(
            new Violation(
                6,
                "expected a dead letter of a record that nobody can read, got none",
                "chaos.observations-0@1"),
            new Violation(
                6,
                "expected the partition to go on behind a record that nobody can read, nothing behind it is answered",
                "chaos.observations-0@1")),
        found.stream().filter(one -> one.invariant() == 6).toList());
  }

  @Test
  void aTamperedModelThatAnswersIsFound() {
    h.given.set(0, h.posterior("a", TAMPERED, "bytes-of-a", 0));
    broken(
        7,
        "expected the tampered model 1000 to be refused, it answered 'a'",
        "chaos.posteriors-0@0");
  }

  @Test
  void aTamperedModelOfWhichNothingIsSaidIsFound() {
    h.reports.remove(2);
    broken(
        7,
        "expected a report that a model was refused, got none; tampered were [1000]",
        "telemetry");
  }

  @Test
  void anOldTrainerThatPublishesAgainIsFound() {
    h.published.add(new Published(1, "sha-1", at("models", 7), START));
    broken(
        8, "expected versions in their order from one trainer, got 1 after 2", "chaos.models-0@7");
  }

  @Test
  void anOldTrainerThatGoesOnBesideItsSuccessorIsFound() {
    takeTurns(11);
    broken(
        8,
        "expected one trainer, trainer-1 reports step 5 while trainer-2 is at 9, for the 11th time",
        "the report of trainer-1 at 2026-11-30T12:00:13Z");
  }

  @Test
  void anOldTrainerThatWakesUpMaySayItsLastWords() {
    takeTurns(10);
    assertEquals(List.of(), Auditor.audit(h.history(), Histories.promise(false)));
  }

  private void takeTurns(int times) {
    Map<String, String> notes = Map.of("phase", "training");
    for (int turn = 1; turn <= times; turn++) {
      h.reports.add(trainer("trainer-2", 2 + turn, 9, account(4, 3, 1, 0), notes));
      h.reports.add(trainer("trainer-1", 2 + turn, 5, account(4, 3, 1, 0), notes));
    }
  }

  private void broken(int invariant, String what, String where) {
    assertEquals(new Violation(invariant, what, where), h.violation(false));
  }
}
