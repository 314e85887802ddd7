package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.streambed.science.Data;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Outcome;
import io.streambed.science.RunBlock;
import io.streambed.science.Tensor;
import io.streambed.topics.Telemetry;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.plan.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.testkit.typed.single-expect-default = 20 s")
              .withFallback(ConfigFactory.load()));

  private final Path folder;

  private final ExperimentSettings experiment = Rehearsal.experiment(11);
  private final TestProbe<RunBlock> runs = KIT.createTestProbe();
  private final TestProbe<ModelSnapshot> models = KIT.createTestProbe();
  private final TestProbe<Telemetry> telemetry = KIT.createTestProbe();
  private final TestProbe<Trainer.Reply> replies = KIT.createTestProbe();
  private final TestProbe<Description> descriptions = KIT.createTestProbe();
  private final LocalSimulators simulators = new LocalSimulators(experiment, replies.getRef());
  private final CheckpointStore store;

  TrainerTest(@TempDir Path folder) {
    this.folder = folder;
    store = CheckpointStore.open(folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private static <T> Outlet<T> to(TestProbe<T> probe) {
    return product -> {
      probe.getRef().tell(product);
      return CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private ActorRef<Trainer.Command> trainer(TrainerSettings settings) {
    return trainer(
        settings, () -> CompletableFuture.completedFuture(Optional.of(Target.pinned(experiment))));
  }

  private ActorRef<Trainer.Command> trainer(TrainerSettings settings, Target target) {
    Outlet<RunBlock> announce =
        block -> {
          runs.getRef().tell(block);
          return simulators.publish(block);
        };
    Outlets outlets = new Outlets(announce, to(models), to(telemetry));
    return KIT.spawn(
        Trainer.create(
            experiment,
            settings,
            store,
            target,
            outlets,
            Rehearsal.gate(experiment, new HeldOutCalibration(experiment, 512)),
            "test"));
  }

  private Trainer.Reply offer(ActorRef<Trainer.Command> trainer, Arrival arrival) {
    trainer.tell(new Trainer.Offer(arrival, replies.getRef()));
    return replies.receiveMessage();
  }

  private Description describe(ActorRef<Trainer.Command> trainer) {
    trainer.tell(new Trainer.Describe(descriptions.getRef()));
    return descriptions.receiveMessage();
  }

  /** The first model of this step. */
  private ModelSnapshot model(long step) {
    return fish(models, model -> model.provenance().step() == step);
  }

  private static <T> T fish(TestProbe<T> probe, Predicate<T> wanted) {
    return probe
        .fishForMessage(
            Duration.ofSeconds(20),
            message ->
                wanted.test(message)
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore())
        .stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private String undisturbed(TrainerSettings settings) {
    Training training = Training.begin(experiment, settings);
    new Rehearsing(experiment, settings, training, 1).until(Long.MAX_VALUE, t -> {});
    return Rehearsal.hash(training.round().learner().tensors());
  }

  @Test
  void at_its_start_it_announces_a_window_of_runs() {
    trainer(Rehearsal.settings(folder, List.of(40L)));

    for (long block = 0; block < Rehearsal.WINDOW / Rehearsal.BLOCK; block++) {
      assertEquals(block, runs.receiveMessage().number());
    }
    runs.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void it_trains_two_rounds_publishes_models_and_finishes() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(25L, 15L));
    ActorRef<Trainer.Command> trainer = trainer(settings);

    simulators.answer(trainer, Long.MAX_VALUE);

    ModelSnapshot last = model(40);

    assertEquals(40, last.provenance().step());
    assertEquals(1, last.proposal().id());
    assertEquals(3, last.provenance().version()); // after 20 steps, and at the end of both rounds
    assertEquals(undisturbed(settings), Rehearsal.hash(last.tensors()));
    assertEquals(50, Objects.requireNonNull(last.calibration()).pairs());
    assertEquals(Phase.FINISHED, describe(trainer).phase());
    assertEquals(1, describe(trainer).findings().size());
  }

  @Test
  void without_an_observation_it_waits_and_then_narrows_around_what_comes() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(25L, 15L));
    Target.Observed late = new Target.Observed("o-3", Target.pinned(experiment).data());
    AtomicInteger looks = new AtomicInteger();
    Target target =
        () ->
            CompletableFuture.completedFuture(
                looks.getAndIncrement() < 2 ? Optional.empty() : Optional.of(late));
    ActorRef<Trainer.Command> trainer = trainer(settings, target);
    simulators.answer(trainer, Long.MAX_VALUE);

    fish(telemetry, t -> t.notes().getOrDefault("narrowing", "").startsWith("waits for"));
    ModelSnapshot last = model(40);

    assertEquals(3, looks.get());
    assertEquals("o-3", describe(trainer).findings().get(0).observation());
    assertEquals(undisturbed(settings), Rehearsal.hash(last.tensors()));
    fish(telemetry, t -> t.notes().getOrDefault("narrowing", "").isEmpty());
  }

  @Test
  void an_observation_that_nothing_can_be_narrowed_around_is_passed_over() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(25L, 15L));
    Data record = Target.pinned(experiment).data();
    float[] odd = new float[record.size()];
    Arrays.fill(odd, Float.MAX_VALUE);
    Deque<Target.Observed> newestFirst =
        new ConcurrentLinkedDeque<>(
            List.of(
                new Target.Observed("odd", Data.of(odd)), new Target.Observed("sound", record)));
    Target target =
        new Target() {
          @Override
          public CompletionStage<Optional<Observed>> now() {
            return CompletableFuture.completedFuture(Optional.of(newestFirst.getFirst()));
          }

          @Override
          public void passOver(Observed observed) {
            newestFirst.remove(observed);
          }
        };
    simulators.answer(trainer(settings, target), Long.MAX_VALUE);

    fish(
        telemetry,
        t -> t.notes().getOrDefault("narrowing", "").startsWith("passed over observation odd:"));
    assertEquals(undisturbed(settings), Rehearsal.hash(model(40).tensors()));
  }

  @Test
  void the_first_model_goes_out_with_a_checkpoint_on_disk_whatever_the_interval() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(40L));
    simulators.answer(trainer(settings), 30);

    assertEquals(1, model(20).provenance().version());

    Checkpoint kept = store.load(ExperimentFingerprint.of(experiment, settings)).orElseThrow();
    assertEquals(1, kept.progress().version());
  }

  @Test
  void stopped_at_any_moment_it_goes_on_to_the_same_model() {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(25L, 15L));
    ActorRef<Trainer.Command> first = trainer(settings);
    simulators.answer(first, 30);
    model(20); // of round 0; thirty blocks do not last for a second one
    TestProbe<Done> stopped = KIT.createTestProbe();
    first.tell(new Trainer.Stop(stopped.getRef()));
    stopped.receiveMessage();
    stopped.expectTerminated(first);

    ActorRef<Trainer.Command> second = trainer(settings);
    Description resumed = describe(second);
    assertTrue(resumed.progress().steps() < 40, resumed.toString());
    assertTrue(resumed.progress().admitted() > 0, resumed.toString());
    // Blocks 30 on were announced, but not simulated, before the stop: they come now.
    simulators.answer(second, Long.MAX_VALUE);

    assertEquals(undisturbed(settings), Rehearsal.hash(model(40).tensors()));
  }

  @Test
  void outcomes_of_another_proposal_are_refused_with_the_reason() {
    ActorRef<Trainer.Command> trainer = trainer(Rehearsal.settings(folder, List.of(40L)));
    Arrival right = Rehearsal.simulate(experiment, runs.receiveMessage());
    List<Outcome> others =
        right.outcomes().stream()
            .filter(Outcome.Pair.class::isInstance)
            .map(Outcome.Pair.class::cast)
            .<Outcome>map(p -> new Outcome.Pair(p.run(), 4, p.parameters(), p.data()))
            .toList();

    Trainer.Reply reply = offer(trainer, new Arrival(0, 0, 0, others));

    assertEquals(
        "block 0: expected run 0 from proposal 0, got it from proposal 4",
        assertInstanceOf(Trainer.Refused.class, reply).cause());
  }

  @Test
  void a_training_that_diverges_stops_with_the_step_and_publishes_nothing_more() {
    ActorRef<Trainer.Command> trainer = trainer(Rehearsal.settings(folder, List.of(400L)));
    // Batches of 16 of which 4 of 5 runs are trained on: 8 blocks are at least 5 skipped steps.
    for (int block = 0; block < 6 + 8; block++) {
      answer(trainer, block >= 6);
    }

    Telemetry failed = fish(telemetry, t -> "failed".equals(t.notes().get("phase")));

    assertTrue(
        String.valueOf(failed.notes().get("failure")).startsWith("training diverged at step"),
        failed.toString());
    assertTrue(
        String.valueOf(failed.notes().get("failure")).contains("5 steps skipped in a row"),
        failed.toString());
    models.expectNoMessage(Duration.ofMillis(50));
  }

  @Test
  void a_step_without_a_finite_loss_is_skipped_and_training_goes_on() {
    ActorRef<Trainer.Command> trainer = trainer(Rehearsal.settings(folder, List.of(25L)));
    for (int block = 0; block < 34; block++) {
      answer(trainer, block == 6);
    }

    ModelSnapshot last = model(25);

    assertEquals(Phase.FINISHED, describe(trainer).phase());
    assertTrue(
        last.tensors().values().stream().allMatch(TrainerTest::finite), "expected finite weights");
  }

  /** Simulates the next block that is announced, with data beyond all measure if so asked. */
  private void answer(ActorRef<Trainer.Command> trainer, boolean huge) {
    Arrival arrival = Rehearsal.simulate(experiment, runs.receiveMessage());
    List<Outcome> outcomes =
        huge ? arrival.outcomes().stream().map(TrainerTest::huge).toList() : arrival.outcomes();
    trainer.tell(
        new Trainer.Offer(
            new Arrival(arrival.block(), 0, arrival.block(), outcomes), replies.getRef()));
  }

  private static boolean finite(Tensor tensor) {
    for (float value : tensor.toArray()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static Outcome huge(Outcome outcome) {
    return outcome instanceof Outcome.Pair pair
        ? new Outcome.Pair(
            pair.run(),
            pair.proposal(),
            pair.parameters(),
            Data.of(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE}))
        : outcome;
  }

  @Test
  void without_room_for_checkpoints_training_goes_on_with_a_warning_and_models_wait()
      throws IOException {
    TrainerSettings settings = Rehearsal.settings(folder, List.of(25L));
    ActorRef<Trainer.Command> trainer = trainer(settings);
    Path blocked = Files.createDirectory(folder.resolve("checkpoint.tmp"));

    simulators.answer(trainer, Long.MAX_VALUE);
    Telemetry warned =
        fish(
            telemetry,
            t -> "finished".equals(t.notes().get("phase")) && t.notes().containsKey("checkpoint"));
    assertTrue(
        String.valueOf(warned.notes().get("checkpoint"))
            .startsWith("not saved, training goes on, models wait for one"),
        warned.toString());
    assertEquals(0, warned.figures().get("checkpoint_steps"));
    models.expectNoMessage(Duration.ofMillis(50));

    Files.delete(blocked);
    assertEquals(25, model(25).provenance().step());
    assertTrue(store.load(ExperimentFingerprint.of(experiment, settings)).isPresent());
  }

  @Test
  void reports_do_not_pile_up_while_no_broker_takes_them() {
    CompletableFuture<Done> broker = new CompletableFuture<>();
    Outlet<Telemetry> away =
        report -> {
          telemetry.getRef().tell(report);
          return broker;
        };
    Training training = Training.begin(experiment, Rehearsal.settings(folder, List.of(25L)));
    TrainerMeter meter =
        new TrainerMeter("test", experiment, new Budget(List.of(25L), Duration.ZERO), away, 0);
    meter.admitted(32);
    meter.report(training, Phase.TRAINING, 0, 1_000_000_000L);
    assertEquals(32, telemetry.receiveMessage().figures().get("pairs_per_second"));

    meter.admitted(10);
    meter.report(training, Phase.TRAINING, 0, 2_000_000_000L);
    meter.admitted(20);
    telemetry.expectNoMessage(Duration.ofMillis(50));
    broker.complete(Done.getInstance());
    meter.report(training, Phase.TRAINING, 0, 3_000_000_000L);

    // 30 runs in the two seconds since the report that went out.
    assertEquals(15, telemetry.receiveMessage().figures().get("pairs_per_second"));
  }
}
