package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Outcome.Failed;
import io.streambed.science.Outcome.Pair;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.GaussianProposal;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.prior.Proposal;
import io.streambed.science.simulator.SimulationRun;
import io.streambed.science.simulator.TwoMoons;
import io.streambed.simulator.SimulationWorker.Answer;
import io.streambed.simulator.SimulationWorker.Command;
import io.streambed.simulator.SimulationWorker.Execute;
import io.streambed.simulator.SimulationWorker.Executed;
import io.streambed.topics.OutcomeBlock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulationWorkerTest {
  private static final long SEED = 7;
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final RunBlock BLOCK = new RunBlock(3, 48, 16, new PriorProposal());

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final TestProbe<StatusReply<Answer>> answers = kit.createTestProbe();
  private final TestProbe<WorkReport> reports = kit.createTestProbe();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void aBlockGivesTheOutcomesOfItsRunsInOrder() {
    ActorRef<Command> worker = worker(Coin.sound());

    worker.tell(new Execute(BLOCK, answers.getRef()));

    OutcomeBlock outcomes = outcomes();
    assertEquals(new OutcomeBlock(3, direct(Coin.sound()), "coin 1", SEED), outcomes);
    WorkReport report = reports.receiveMessage();
    assertEquals(16, report.runs());
    assertTrue(report.failures().isEmpty());
  }

  @Test
  void blocksThatArriveMeanwhileAreExecutedOneAfterTheOther() {
    ActorRef<Command> worker = worker(Coin.sound());

    for (long number = 0; number < 5; number++) {
      worker.tell(
          new Execute(new RunBlock(number, number * 4, 4, new PriorProposal()), answers.getRef()));
    }

    for (long number = 0; number < 5; number++) {
      assertEquals(number, outcomes().block());
    }
  }

  @Test
  void aRunWhoseSimulatorThrowsIsAFailureAndTheNextGoesOn() {
    Coin coin =
        new Coin(
            (parameters, random) -> {
              throw new ArithmeticException("no such coin");
            });

    assertFaultyRunsFail(coin, Cause.THREW, "no such coin");
  }

  @Test
  void aRunWhoseSimulatorCannotBeLoadedIsAFailure() {
    Coin coin =
        new Coin(
            (parameters, random) -> {
              throw new NoClassDefFoundError("org/example/Mint");
            });

    assertFaultyRunsFail(coin, Cause.THREW, "org/example/Mint");
  }

  @Test
  void aRunThatGivesNaNIsAFailureAndTheNextGoesOn() {
    Coin coin = new Coin((parameters, random) -> Data.of(new float[] {Float.NaN}));

    assertFaultyRunsFail(coin, Cause.NOT_FINITE, "NaN");
  }

  @Test
  void aRunThatGivesAnotherShapeIsAFailureAndTheNextGoesOn() {
    Coin coin = new Coin((parameters, random) -> Data.of(new float[] {1, 2}));

    assertFaultyRunsFail(coin, Cause.WRONG_SHAPE, "[2]");
  }

  @Test
  void aRunThatHangsIsGivenUpAfterTheLimitAndTheNextGoesOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch((int) faulty().count());
    Coin coin = new Coin((parameters, random) -> hang(hanging, release));
    ActorRef<Command> worker = worker(coin);

    worker.tell(new Execute(BLOCK, answers.getRef()));
    for (long left = faulty().count(); left > 0; left--) {
      awaitCount(hanging, left - 1);
      lookUntilTheRunIsGivenUp();
    }

    List<Outcome> outcomes = outcomes().outcomes();
    assertFailures(outcomes, Cause.TIMED_OUT, "expected data within 2.0 s");
    assertEquals(0, hanging.getCount());
    release.countDown();
  }

  @Test
  void aRunWithinItsLimitIsNotGivenUp() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Coin coin = new Coin((parameters, random) -> hang(hanging, release));
    ActorRef<Command> worker = worker(coin);

    worker.tell(new Execute(BLOCK, answers.getRef()));
    hanging.await();
    ManualTime.get(kit.system()).timePasses(LIMIT.minusMillis(300));
    release.countDown();

    assertTrue(outcomes().outcomes().stream().allMatch(Pair.class::isInstance));
  }

  @Test
  void aBlockThatDoesNotFitTheExperimentIsRefused() {
    Proposal alien = GaussianProposal.of(1, new double[] {0, 0}, new double[] {1, 0, 0, 1}, 0.99);
    ActorRef<Command> worker = worker(Coin.sound());

    worker.tell(new Execute(new RunBlock(0, 0, 1, alien), answers.getRef()));

    Answer answer = answers.receiveMessage().getValue();
    String cause = assertInstanceOf(SimulationWorker.Refused.class, answer).cause();
    assertTrue(cause.contains("expected parameters of shape [2], got [1]"), cause);
  }

  @Test
  void aSimulatorThatDoesNotFitThePriorFailsItsRuns() {
    ActorRef<Command> worker =
        kit.spawn(
            SimulationWorker.create(
                0, new Work(new TwoMoons(), Coin.prior(), SEED), LIMIT, reports.getRef()));

    worker.tell(new Execute(BLOCK, answers.getRef()));

    for (Outcome outcome : outcomes().outcomes()) {
      Failed failed = assertInstanceOf(Failed.class, outcome);
      assertEquals(Cause.THREW, failed.cause());
      assertTrue(failed.message().contains("expected a prior of the 2"), failed.message());
    }
    assertEquals(16, reports.receiveMessage().failures().get(Cause.THREW));
  }

  @Test
  void aRunThatEndsInOutOfMemoryIsAFailureAndTheNextGoesOn() {
    Coin coin =
        new Coin(
            (parameters, random) -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertFaultyRunsFail(coin, Cause.THREW, "Java heap space");
  }

  @Test
  void aWorkerThatStopsAnswersForTheBlocksAtHand() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    ActorRef<Command> worker = worker(new Coin((parameters, random) -> hang(hanging, release)));

    worker.tell(new Execute(BLOCK, answers.getRef()));
    worker.tell(new Execute(BLOCK, answers.getRef()));
    hanging.await();
    kit.stop(worker);

    assertTrue(answers.receiveMessage().isError());
    assertTrue(answers.receiveMessage().isError());
    release.countDown();
  }

  private ActorRef<Command> worker(Coin coin) {
    return kit.spawn(
        SimulationWorker.create(0, new Work(coin, Coin.prior(), SEED), LIMIT, reports.getRef()));
  }

  /** The last look alone: more that pile up would count for the run that comes next. */
  private void lookUntilTheRunIsGivenUp() {
    Patience patience = Patience.of(LIMIT);
    int looks = patience.sightings() - 1;
    ManualTime time = ManualTime.get(kit.system());

    time.timePasses(patience.interval().multipliedBy(looks));
    for (WorkReport report : reports.receiveSeveralMessages(looks)) {
      assertTrue(report.failures().isEmpty());
    }
    time.timePasses(patience.interval());
    assertEquals(1, reports.receiveMessage().failures().get(Cause.TIMED_OUT));
  }

  private OutcomeBlock outcomes() {
    Answer answer = answers.receiveMessage().getValue();
    return assertInstanceOf(Executed.class, answer).outcomes();
  }

  private static List<Outcome> direct(Coin coin) {
    return LongStream.range(48, 64)
        .mapToObj(run -> SimulationRun.execute(coin, Coin.prior(), BLOCK.proposal(), SEED, run))
        .toList();
  }

  private static LongStream faulty() {
    return direct(Coin.sound()).stream()
        .filter(outcome -> ((Pair) outcome).parameters().get(0) > Coin.FAULTY)
        .mapToLong(Outcome::run);
  }

  private void assertFaultyRunsFail(Coin coin, Cause cause, String message) {
    worker(coin).tell(new Execute(BLOCK, answers.getRef()));

    assertFailures(outcomes().outcomes(), cause, message);
    assertEquals(faulty().count(), reports.receiveMessage().failures().get(cause));
  }

  private static void assertFailures(List<Outcome> outcomes, Cause cause, String message) {
    List<Outcome> sound = direct(Coin.sound());
    assertTrue(faulty().count() > 1);
    for (int index = 0; index < sound.size(); index++) {
      Pair pair = (Pair) sound.get(index);
      if (pair.parameters().get(0) <= Coin.FAULTY) {
        assertEquals(pair, outcomes.get(index));
      } else {
        Failed failed = assertInstanceOf(Failed.class, outcomes.get(index));
        assertEquals(cause, failed.cause());
        assertEquals(pair.run(), failed.run());
        assertEquals(pair.parameters(), failed.parameters());
        assertTrue(failed.message().contains(message), failed.message());
      }
    }
  }

  /** Deaf to interruption, as a tight loop is. */
  private static Data hang(CountDownLatch hanging, CountDownLatch release) {
    hanging.countDown();
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException deaf) {
        continue;
      }
    }
    return Data.of(new float[] {0});
  }

  private static void awaitCount(CountDownLatch latch, long count) {
    while (latch.getCount() > count) {
      Thread.onSpinWait();
    }
  }
}
