package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.AbcSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.Fingerprint;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.plan.Arrival;
import io.streambed.trainer.plan.RunOrder;
import io.streambed.trainer.plan.RunPlanner;
import io.streambed.trainer.replay.ReplayBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
  private static final List<Long> TWO_ROUNDS = List.of(25L, 35L);

  private static final Fingerprint NONE = new Fingerprint(Map.of());

  @TempDir Path folder;

  private final ExperimentSettings experiment = Rehearsal.experiment(11);

  private Training trained(TrainerSettings settings, long order) {
    Training training = Training.begin(experiment, settings);
    new Rehearsing(experiment, settings, training, order)
        .until(Long.MAX_VALUE, Rehearsing::requireBalance);
    return training;
  }

  private static String hash(Training training) {
    return Rehearsal.hash(training.round().learner().tensors());
  }

  @Test
  void outcomes_in_any_order_of_arrival_give_the_same_model_and_the_same_account() {
    TrainerSettings settings = Rehearsal.settings(folder, TWO_ROUNDS);

    Training one = trained(settings, 1);
    Training other = trained(settings, 2);

    assertEquals(60, one.progress().steps());
    assertEquals(hash(one), hash(other));
    assertEquals(one.account(), other.account());
    assertEquals(one.findings(), other.findings());
  }

  @Test
  void another_seed_gives_another_model() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(5L));
    Training training = Training.begin(Rehearsal.experiment(12), settings);
    new Rehearsing(Rehearsal.experiment(12), settings, training, 1).until(Long.MAX_VALUE, t -> {});

    assertNotEquals(hash(trained(settings, 1)), hash(training));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 24, 25, 41, 59})
  void a_training_resumed_from_a_checkpoint_at_any_step_gives_the_same_model(long step) {
    TrainerSettings settings = Rehearsal.settings(folder, TWO_ROUNDS);
    Fingerprint fingerprint = ExperimentFingerprint.of(experiment, settings);
    Training first = Training.begin(experiment, settings);
    new Rehearsing(experiment, settings, first, 3).until(step, t -> {});
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(first.checkpoint(fingerprint));

      Checkpoint checkpoint = store.load(fingerprint).orElseThrow();
      Training second = Training.resume(experiment, settings, checkpoint);
      assertEquals(step, second.progress().steps());
      assertEquals(first.offsets(), second.offsets());
      new Rehearsing(experiment, settings, second, 4)
          .until(Long.MAX_VALUE, Rehearsing::requireBalance);

      Training undisturbed = trained(settings, 5);
      assertEquals(hash(undisturbed), hash(second));
      assertEquals(undisturbed.account(), second.account());
    }
  }

  /** Through a narrowing and a resume, in another order of arrival. */
  @Test
  void a_limited_number_of_runs_is_simulated_before_the_first_step_of_each_round() {
    TrainerSettings settings =
        Rehearsal.settings(folder, TWO_ROUNDS, ReplayBuffer.Kind.RESERVOIR, 1, 160);
    Fingerprint fingerprint = ExperimentFingerprint.of(experiment, settings);
    Training first = Training.begin(experiment, settings);
    Rehearsing rehearsing = new Rehearsing(experiment, settings, first, 3);
    rehearsing.until(1, t -> {});
    assertEquals(160, first.progress().admitted());
    assertEquals(160, first.account().planned());
    rehearsing.until(26, t -> {});
    assertEquals(320, first.progress().admitted());
    Training second = Training.resume(experiment, settings, first.checkpoint(fingerprint));
    new Rehearsing(experiment, settings, second, 4)
        .until(Long.MAX_VALUE, Rehearsing::requireBalance);

    assertEquals(320, second.account().planned());
    assertEquals(60, second.progress().steps());
    assertEquals(hash(trained(settings, 5)), hash(second));
  }

  @Test
  void limited_runs_that_do_not_give_a_batch_are_named() {
    TrainerSettings settings =
        Rehearsal.settings(folder, List.of(5L), ReplayBuffer.Kind.RESERVOIR, 1, 32);
    Training training = Training.begin(experiment, settings);
    for (RunBlock block : training.missing()) {
      assertEquals(Optional.empty(), training.starved());
      List<Outcome> failed =
          Rehearsal.simulate(experiment, block).outcomes().stream()
              .map(
                  outcome ->
                      (Outcome)
                          new Outcome.Failed(
                              outcome.run(),
                              outcome.proposal(),
                              outcome instanceof Outcome.Pair pair
                                  ? pair.parameters()
                                  : ((Outcome.Failed) outcome).parameters(),
                              Outcome.Cause.THREW,
                              "out of order"))
              .toList();
      training.offer(new Arrival(block.number(), 0, block.number(), failed));
      training.admit();
    }
    assertFalse(training.stepDue());
    assertEquals(
        "expected at least a batch of 16 pairs for training, got 0 from all 32 runs of training.runs",
        training.starved().orElseThrow());
  }

  static List<EstimatorSettings> otherEstimators() {
    return List.of(
        new NreCSettings(EstimatorSettings.DataTransform.NONE, 7, 1, 16, 1, 0, 0),
        new AbcSettings(EstimatorSettings.DataTransform.NONE, 1000, 50, 1),
        new NpeCSettings(EstimatorSettings.DataTransform.NONE, 2, 4, 3, 8, 1, 5, 0));
  }

  /** Through a narrowing and a resume, in another order of arrival. */
  @ParameterizedTest
  @MethodSource("otherEstimators")
  void every_kind_of_estimator_gives_the_same_model_undisturbed_and_resumed(
      EstimatorSettings estimator) {
    ExperimentSettings other = Rehearsal.experiment(11, estimator);
    TrainerSettings settings = Rehearsal.settings(folder, TWO_ROUNDS);
    Fingerprint fingerprint = ExperimentFingerprint.of(other, settings);
    Training undisturbed = Training.begin(other, settings);
    new Rehearsing(other, settings, undisturbed, 3).until(Long.MAX_VALUE, t -> {});

    Training first = Training.begin(other, settings);
    new Rehearsing(other, settings, first, 4).until(41, t -> {});
    try (CheckpointStore store = CheckpointStore.open(folder)) {
      store.save(first.checkpoint(fingerprint));
      Training second = Training.resume(other, settings, store.load(fingerprint).orElseThrow());
      new Rehearsing(other, settings, second, 5).until(Long.MAX_VALUE, Rehearsing::requireBalance);

      assertEquals(hash(undisturbed), hash(second));
      assertEquals(undisturbed.findings(), second.findings());
      assertEquals(60, second.progress().steps());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ReplayBuffer.Kind.class,
      names = {"WINDOW", "RESERVOIR"})
  void pairs_are_reused_as_often_as_asked_whatever_the_order_of_arrival(ReplayBuffer.Kind kind) {
    TrainerSettings settings = Rehearsal.settings(folder, TWO_ROUNDS, kind, 2);

    Training one = trained(settings, 1);
    Training other = trained(settings, 2);

    assertEquals(hash(one), hash(other));
    assertEquals(one.account(), other.account());
    assertEquals(60 * 16, one.account().uses());
    assertTrue(one.account().trained() < one.account().uses());
  }

  @Test
  void every_run_of_two_rounds_is_accounted_for() {
    Account account = trained(Rehearsal.settings(folder, TWO_ROUNDS), 1).account();

    assertEquals(60 * 16, account.trained());
    assertEquals(1, account.meanReuse());
    assertTrue(account.failed() >= 12, account.toString());
    assertTrue(account.heldOut() >= 60 * 16 / 5, account.toString());
    // The window of the first proposal that was planned when the second one began.
    assertTrue(account.evicted() >= Rehearsal.WINDOW / 2, account.toString());
  }

  @Test
  void at_its_end_nothing_is_pending_and_what_comes_late_changes_nothing() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(5L));
    Training training = Training.begin(experiment, settings);
    List<RunBlock> first = training.missing();
    new Rehearsing(experiment, settings, training, 1).until(Long.MAX_VALUE, t -> {});
    Account account = training.account();
    assertEquals(0, account.pending());
    assertEquals(List.of(), training.missing());

    RunBlock last = new RunPlanner(16, 64, 0, training.checkpoint(NONE).starts()).at(7);
    training.offer(Rehearsal.simulate(experiment, last));
    training.offer(Rehearsal.simulate(experiment, first.get(0)));

    assertEquals(false, training.admit());
    assertEquals(account, training.account());
    Training again = Training.resume(experiment, settings, training.checkpoint(NONE));
    assertEquals(account, again.account());
    assertEquals(List.of(), again.missing());
  }

  @Test
  void pairs_of_another_prior_under_the_same_numbers_are_refused() {
    Training training = Training.begin(experiment, Rehearsal.settings(folder, TWO_ROUNDS));
    RunBlock block = training.missing().get(0);
    Prior wider = Prior.of(experiment.prior().space(), Collections.nCopies(3, new Normal(0, 0.4)));
    List<Outcome> foreign =
        LongStream.range(0, block.count())
            .mapToObj(
                run ->
                    SimulationRun.execute(
                        experiment.simulator(), wider, block.proposal(), experiment.seed(), run))
            .toList();

    RunOrder.Verdict verdict = training.offer(new Arrival(0, 0, 0, foreign));

    String cause = assertInstanceOf(RunOrder.Unfit.class, verdict).cause();
    assertTrue(cause.startsWith("block 0: expected parameters "), cause);
    assertInstanceOf(RunOrder.Held.class, training.offer(Rehearsal.simulate(experiment, block)));
  }

  @Test
  void of_the_missing_blocks_only_those_that_were_overtaken_are_overdue_or_else_the_first() {
    Training training = Training.begin(experiment, Rehearsal.settings(folder, TWO_ROUNDS));
    List<RunBlock> window = training.missing();
    assertEquals(window.subList(0, 1), training.overdue());

    training.offer(Rehearsal.simulate(experiment, window.get(2)));
    assertEquals(window.subList(0, 2), training.overdue());

    training.offer(Rehearsal.simulate(experiment, window.get(0)));
    assertTrue(training.admit());
    assertEquals(window.subList(1, 2), training.overdue());

    training.offer(Rehearsal.simulate(experiment, window.get(1)));
    assertEquals(window.subList(3, 4), training.overdue());
  }

  @Test
  void a_round_by_time_ends_when_its_share_of_the_time_is_over() {
    Budget budget = new Budget(List.of(1L, 3L), java.time.Duration.ofSeconds(8));

    assertEquals(false, budget.spent(0, 1000, java.time.Duration.ofMillis(1999)));
    assertEquals(true, budget.spent(0, 1, java.time.Duration.ofMillis(2000)));
    assertEquals(0.5, budget.elapsedShare(1, java.time.Duration.ofSeconds(3)).orElseThrow());
    assertEquals(
        0.25 + 0.75 / 2, budget.overallShare(1, 0, java.time.Duration.ofSeconds(3)), 1e-12);
  }
}
