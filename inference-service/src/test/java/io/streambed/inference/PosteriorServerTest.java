package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.inference.Adoption.Adopted;
import io.streambed.inference.Adoption.Refused;
import io.streambed.inference.Adoption.Superseded;
import io.streambed.inference.Answer.Declined;
import io.streambed.inference.Answer.Inferred;
import io.streambed.inference.PosteriorServer.Adopt;
import io.streambed.inference.PosteriorServer.DescribeModel;
import io.streambed.inference.PosteriorServer.Infer;
import io.streambed.inference.PosteriorServer.ServingModel;
import io.streambed.science.Data;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PosteriorServerTest {
  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<Adoption> adoptions = kit.createTestProbe();
  private final TestProbe<Answer> answers = kit.createTestProbe();
  private final TestProbe<ServingModel> descriptions = kit.createTestProbe();
  private final List<ServedModel> loaded = new CopyOnWriteArrayList<>();

  /** Tasks for the loader and for the samplers; a test takes one and runs it when it wants. */
  private final BlockingQueue<Runnable> loads = new LinkedBlockingQueue<>();

  private final BlockingQueue<Runnable> samplings = new LinkedBlockingQueue<>();
  private final ActorRef<PosteriorServer.Command> server =
      kit.spawn(PosteriorServer.create(this::load, loads::add, samplings::add));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void aFirstModelIsAdoptedAndServes() throws InterruptedException {
    adopt(1);
    assertEquals(1, inferred(SmallModels.observation("a")).posterior().modelVersion());
    assertEquals(Optional.of(1L), servingVersion());
  }

  @Test
  void aNewerModelReplacesTheOneThatServes() throws InterruptedException {
    adopt(1);
    adopt(3);
    assertEquals(3, inferred(SmallModels.observation("a")).posterior().modelVersion());
    assertClosed(loaded.get(0));
  }

  @Test
  void versionsNeverGoBack() throws InterruptedException {
    adopt(3);
    server.tell(new Adopt(SmallModels.untrained(2), adoptions.getRef()));
    adoptions.expectMessage(new Superseded(2, 3));
    server.tell(new Adopt(SmallModels.untrained(3), adoptions.getRef()));
    adoptions.expectMessage(new Superseded(3, 3));
    assertEquals(Optional.of(3L), servingVersion());
  }

  @Test
  void ofModelsThatComeWhileOneIsLoadedOnlyTheNewestIsLoadedNext() throws InterruptedException {
    server.tell(new Adopt(SmallModels.untrained(1), adoptions.getRef()));
    server.tell(new Adopt(SmallModels.untrained(2), adoptions.getRef()));
    server.tell(new Adopt(SmallModels.untrained(3), adoptions.getRef()));
    adoptions.expectMessage(new Superseded(2, 3));
    loads.take().run();
    adoptions.expectMessage(adopted(1));
    loads.take().run();
    adoptions.expectMessage(adopted(3));
    assertEquals(2, loaded.size());
  }

  @Test
  void aModelThatCannotServeIsRefusedAndTheOldOneServesOn() throws InterruptedException {
    adopt(1);
    ModelSnapshot broken = SmallModels.incomplete(SmallModels.untrained(2));
    server.tell(new Adopt(broken, adoptions.getRef()));
    loads.take().run();
    Refused refusal = adoptions.expectMessageClass(Refused.class);
    assertEquals(2, refusal.version());
    assertFalse(refusal.cause().isBlank());
    assertEquals(1, inferred(SmallModels.observation("a")).posterior().modelVersion());
  }

  @Test
  void afterARefusalTheSameVersionMayComeAgainWhole() throws InterruptedException {
    server.tell(new Adopt(SmallModels.incomplete(SmallModels.untrained(2)), adoptions.getRef()));
    loads.take().run();
    adoptions.expectMessageClass(Refused.class);
    adopt(2);
  }

  @Test
  void whileAModelIsLoadedTheOldOneAnswers() throws InterruptedException {
    adopt(1);
    server.tell(new Adopt(SmallModels.untrained(2), adoptions.getRef()));
    assertEquals(1, inferred(SmallModels.observation("a")).posterior().modelVersion());
    loads.take().run();
    adoptions.expectMessage(adopted(2));
  }

  @Test
  void anObservationInHandIsAnsweredByTheModelItMetAndFreesItAfterwards()
      throws InterruptedException {
    adopt(1);
    server.tell(new Infer(SmallModels.observation("a"), SmallModels.received(), answers.getRef()));
    Runnable inHand = samplings.take();
    adopt(2);
    inHand.run();
    assertEquals(1, answers.expectMessageClass(Inferred.class).posterior().modelVersion());
    assertClosed(loaded.get(0));
  }

  @Test
  void beforeTheFirstModelObservationsWaitAndAreThenAnsweredInOrder() throws InterruptedException {
    server.tell(new Infer(SmallModels.observation("a"), SmallModels.received(), answers.getRef()));
    server.tell(new Infer(SmallModels.observation("b"), SmallModels.received(), answers.getRef()));
    server.tell(new DescribeModel(descriptions.getRef()));
    descriptions.expectMessage(new ServingModel(Optional.empty(), 2));
    adopt(1);
    for (String id : List.of("a", "b")) {
      samplings.take().run();
      assertEquals(id, answers.expectMessageClass(Inferred.class).posterior().observation());
    }
    time.timePasses(Duration.ofSeconds(60));
    answers.expectNoMessage();
  }

  @Test
  void beforeTheFirstModelAnObservationWaitsNoLongerThanItsDeadline() {
    server.tell(new Infer(SmallModels.observation("a"), SmallModels.received(), answers.getRef()));
    server.tell(new DescribeModel(descriptions.getRef()));
    descriptions.expectMessage(new ServingModel(Optional.empty(), 1));
    time.timePasses(Duration.ofSeconds(30));
    answers.expectMessage(
        new Declined(
            "no model yet: none was published within the observation's deadline of 30.0 s"));
    assertEquals(Optional.empty(), servingVersion());
  }

  @Test
  void anObservationOfAnotherShapeIsDeclinedWithTheReason() throws InterruptedException {
    adopt(1);
    Observation wide = SmallModels.observation("a", Data.of(new float[3]));
    server.tell(new Infer(wide, SmallModels.received(), answers.getRef()));
    samplings.take().run();
    answers.expectMessage(new Declined("observation.data: expected shape [2], got shape [3]"));
  }

  @Test
  void theSameObservationUnderTheSameModelGivesTheSameDraws() throws InterruptedException {
    adopt(1);
    assertArrayEquals(
        inferred(SmallModels.observation("a")).posterior().draws().toArray(),
        inferred(SmallModels.observation("a")).posterior().draws().toArray());
  }

  @Test
  void aStopFreesTheModelThatServesAndTheOneBeingLoaded() throws InterruptedException {
    adopt(1);
    server.tell(new Adopt(SmallModels.untrained(2), adoptions.getRef()));
    Runnable loading = loads.take();
    kit.stop(server);
    loading.run();
    assertClosed(loaded.get(0));
    assertClosed(loaded.get(1));
  }

  /**
   * Thirty adoptions while four threads sample: every observation is answered, none by a closed
   * model.
   */
  @Test
  void noObservationIsLostWhileModelsAreReplaced() throws InterruptedException {
    ExecutorService samplers = Executors.newFixedThreadPool(4);
    try {
      ActorRef<PosteriorServer.Command> busy =
          kit.spawn(PosteriorServer.create(this::load, Runnable::run, samplers));
      for (int version = 1; version <= 30; version++) {
        busy.tell(new Adopt(SmallModels.untrained(version), adoptions.getRef()));
        for (int i = 0; i < 10; i++) {
          Observation observation = SmallModels.observation(version + "-" + i);
          busy.tell(new Infer(observation, SmallModels.received(), answers.getRef()));
        }
      }
      for (Answer answer : answers.receiveSeveralMessages(300, Duration.ofSeconds(60))) {
        assertInstanceOf(Inferred.class, answer, answer::toString);
      }
    } finally {
      samplers.shutdownNow();
    }
  }

  private static Adopted adopted(long version) {
    return new Adopted(SmallModels.untrained(version).provenance());
  }

  private ServedModel load(ModelSnapshot snapshot) {
    ServedModel model = SmallModels.served(snapshot);
    loaded.add(model);
    return model;
  }

  private void adopt(long version) throws InterruptedException {
    server.tell(new Adopt(SmallModels.untrained(version), adoptions.getRef()));
    loads.take().run();
    adoptions.expectMessage(adopted(version));
  }

  private Inferred inferred(Observation observation) throws InterruptedException {
    server.tell(new Infer(observation, SmallModels.received(), answers.getRef()));
    samplings.take().run();
    return answers.expectMessageClass(Inferred.class);
  }

  private Optional<Long> servingVersion() {
    server.tell(new DescribeModel(descriptions.getRef()));
    return descriptions
        .expectMessageClass(ServingModel.class)
        .snapshot()
        .map(ModelSnapshot.Provenance::version);
  }

  private static void assertClosed(ServedModel model) {
    Observation observation = SmallModels.observation("late");
    assertThrows(
        IllegalStateException.class, () -> model.answer(observation, SmallModels.received()));
  }
}
