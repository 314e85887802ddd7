package io.streambed.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.RunBlock;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.publish.Publisher;
import io.streambed.trainer.tracking.EventFolder;
import io.streambed.trainer.tracking.TrackingSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer on a real broker, with simulators that are a stream of this test. */
class TrainerGuardianIT {
  private final ExperimentSettings experiment = Rehearsal.experiment(11);

  private final Path folder;
  private final ActorTestKit kit = ActorTestKit.create();
  private final EmbeddedBroker broker;
  private final TopicClient client;

  TrainerGuardianIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(folder.resolve("kafka"), 0));
    client =
        TopicClient.open(
            kit.system(),
            KafkaSettings.local(broker.bootstrapServers(), "test"),
            Topics.of(experiment.name()));
    await(client.admin().create(client.topics().all()));
  }

  @AfterEach
  void close() throws Exception {
    await(client.close(Duration.ofSeconds(5)));
    broker.close();
    kit.shutdownTestKit();
  }

  private TrainerSettings settings(Long... rounds) {
    return Rehearsal.settings(folder.resolve("checkpoints"), List.of(rounds));
  }

  @Test
  void a_training_over_topics_stopped_once_gives_the_model_of_one_without_any() throws Exception {
    TrainerSettings untracked = settings(40L, 30L);
    TrainerSettings settings = tracked(untracked);
    Control simulators = simulate(client, kit);

    ActorRef<TrainerGuardian.Command> first =
        kit.spawn(TrainerGuardian.create(experiment, settings, client));
    await(modelOfStep(client, kit, 20));
    TestProbe<Done> stopped = kit.createTestProbe();
    first.tell(new TrainerGuardian.Stop(stopped.getRef()));
    stopped.receiveMessage(Duration.ofSeconds(10));

    ActorRef<TrainerGuardian.Command> second =
        kit.spawn(TrainerGuardian.create(experiment, settings, client));
    ModelSnapshot last = await(modelOfStep(client, kit, 70));

    assertEquals(undisturbed(untracked), Rehearsal.hash(last.tensors()));
    assertEquals(1, last.proposal().id());
    TestProbe<Description> description = kit.createTestProbe();
    second.tell(new TrainerGuardian.Describe(description.getRef()));
    assertTrue(description.receiveMessage().account().trained() >= 70 * 16);
    await(simulators.drain());
    second.tell(new TrainerGuardian.Stop(stopped.getRef()));
    stopped.receiveMessage(Duration.ofSeconds(10));

    Map<String, List<Long>> curves =
        EventFolder.steps(folder.resolve("events").resolve(experiment.name()));
    assertTrue(curves.containsKey("model/version"), curves.keySet().toString());
    for (List<Long> steps : curves.values()) {
      assertEquals(steps.stream().distinct().sorted().toList(), steps);
    }
  }

  private TrainerSettings tracked(TrainerSettings settings) {
    return new TrainerSettings(
        settings.budget(),
        settings.optimiser(),
        settings.plan(),
        settings.replay(),
        settings.narrowing(),
        settings.calibration(),
        settings.promotion(),
        settings.checkpoint(),
        settings.publishEvery(),
        settings.skippedLimit(),
        new TrackingSettings(Optional.of(folder.resolve("events")), Optional.empty()));
  }

  @Test
  void a_trainer_that_fails_again_and_again_at_the_same_place_ends_the_role() throws Exception {
    // Past every check: an encoder that cannot read these data.
    ExperimentSettings unreadable =
        Rehearsal.experiment(11, EstimatorSettings.Encoder.SUM_OF_REPEATS);
    Control simulators = simulate(client, kit);

    ActorRef<TrainerGuardian.Command> guardian =
        kit.spawn(TrainerGuardian.create(unreadable, settings(40L), client));

    kit.createTestProbe().expectTerminated(guardian, Duration.ofSeconds(60));
    await(simulators.drain());
  }

  @Test
  void the_newest_observation_of_a_sensor_that_fits_is_narrowed_around() throws Exception {
    NarrowingSettings some = settings(40L).narrowing();
    NarrowingSettings settings =
        new NarrowingSettings(
            some.kind(),
            Optional.of("buoy"),
            some.spread(),
            some.supportMass(),
            some.box(),
            some.mixture(),
            some.samples(),
            some.bank(),
            some.ladder());
    Target target = Target.of(experiment, settings, client, kit.system());
    assertEquals(Optional.empty(), await(target.now()));

    observe("o-1", "buoy", 1, 2, 3);
    observe("o-2", "buoy", 4, 5, 6);
    observe("o-3", "mast", 7, 8, 9);
    observe("o-4", "buoy", 1, 2);
    observe("o-5", "buoy", 1, 2, Float.NaN);

    Target.Observed observed = await(target.now()).orElseThrow();
    assertEquals("o-2", observed.id());
    assertEquals(Data.of(new float[] {4, 5, 6}), observed.data());
    target.passOver(observed);
    assertEquals("o-1", await(target.now()).orElseThrow().id());
    assertEquals(
        Target.pinned(experiment),
        await(Target.of(experiment, some, client, kit.system()).now()).orElseThrow());
  }

  private void observe(String id, String sensor, float... y) throws Exception {
    Observation observation =
        new Observation(id, sensor, Data.of(y), Instant.EPOCH, 100, Duration.ofSeconds(1));
    await(client.publisher(client.topics().observations()).publish(observation));
  }

  private Control simulate(TopicClient client, ActorTestKit kit) {
    Publisher<OutcomeBlock> pairs = client.publisher(client.topics().pairs());
    Flow<Received<RunBlock>, Receipt, NotUsed> work =
        Flow.<Received<RunBlock>>create()
            .mapAsync(
                4,
                received -> {
                  if (!(received instanceof Received.Decoded<RunBlock> decoded)) {
                    throw new IllegalStateException("expected a block of runs");
                  }
                  OutcomeBlock outcomes =
                      new OutcomeBlock(
                          decoded.value().number(),
                          Rehearsal.simulate(experiment, decoded.value()).outcomes(),
                          "linear-gaussian 1",
                          experiment.seed());
                  return pairs.publish(outcomes).thenApply(position -> received.receipt());
                });
    return client
        .intake()
        .committed(client.topics().runs(), "simulators", work)
        .toMat(Sink.ignore(), Keep.left())
        .run(kit.system());
  }

  private static CompletionStage<ModelSnapshot> modelOfStep(
      TopicClient client, ActorTestKit kit, long step) {
    return client
        .models()
        .newest()
        .filter(arrival -> arrival instanceof ModelArrival.Arrived)
        .map(arrival -> ((ModelArrival.Arrived) arrival).snapshot())
        .filter(snapshot -> snapshot.provenance().step() >= step)
        .runWith(Sink.head(), kit.system());
  }

  private String undisturbed(TrainerSettings settings) {
    Training training = Training.begin(experiment, settings);
    new Rehearsing(experiment, settings, training, 1).until(Long.MAX_VALUE, t -> {});
    return Rehearsal.hash(training.round().learner().tensors());
  }

  private static <T> T await(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(90, TimeUnit.SECONDS);
  }
}
