package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Outcome.Failed;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SimulatorGuardianIT {
  private static final LinearGaussian GAUSSIAN = new LinearGaussian();

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
    broker.close();
  }

  @Test
  void oneTwoOrFourWorkersGiveTheSameBytes() throws Exception {
    SortedMap<Long, ByteString> one = pairsOf(1);

    assertEquals(12, one.size());
    assertEquals(one, pairsOf(2));
    assertEquals(one, pairsOf(4));
  }

  private static SortedMap<Long, ByteString> pairsOf(int workers) throws Exception {
    try (SimulatorProcess process =
        process("gaussian-" + workers, workers, GAUSSIAN, GAUSSIAN.prior())) {
      process.plan(0, 12);
      SortedMap<Long, ByteString> blocks = new TreeMap<>();
      for (OutcomeBlock block : process.read(process.topics().pairs(), 12)) {
        blocks.put(
            block.block(), ByteString.fromArray(process.topics().pairs().codec().encode(block)));
      }
      return blocks;
    }
  }

  @Test
  void aProcessThatStartsAgainExecutesOnlyWhatIsLeft() throws Exception {
    try (SimulatorProcess first = process("again", 2, GAUSSIAN, GAUSSIAN.prior())) {
      first.plan(0, 2);
      first.read(first.topics().pairs(), 2);
    }

    try (SimulatorProcess second = process("again", 2, GAUSSIAN, GAUSSIAN.prior())) {
      second.plan(2, 3);
      List<OutcomeBlock> blocks = second.read(second.topics().pairs(), 3);
      second.stop();

      assertEquals(List.of(0L, 1L, 2L), blocks.stream().map(OutcomeBlock::block).sorted().toList());
      assertEquals(0, second.lag());
    }
  }

  @Test
  void aProcessWhoseRunHangsStopsWithinSecondsAndLeavesItsBlocks() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    Coin coin = new Coin((parameters, random) -> untilInterrupted(hanging));
    try (SimulatorProcess process = process("hanging", 1, coin, Coin.prior())) {
      process.plan(0, 2);
      hanging.await();

      long start = System.nanoTime();
      process.stop();

      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
      assertEquals(2, process.lag());
    }
  }

  @Test
  void aProcessWithTooManyHungRunsStopsAndSaysWhy() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Coin coin = new Coin((parameters, random) -> untilReleased(release));
    SimulatorSettings settings =
        new SimulatorSettings(1, Duration.ofMillis(20), 2, 2, Duration.ofSeconds(3));
    try (SimulatorProcess process =
        SimulatorProcess.start(
            kit, broker.bootstrapServers(), "hung", settings, coin, Coin.prior())) {
      LoggingTestKit.error(IllegalStateException.class)
          .withMessageContains("expected at most simulation.hung-limit = 2")
          .expect(
              kit.system(),
              () -> {
                try {
                  process.plan(0, 2);
                  process.awaitItsEnd();
                } catch (Exception problem) {
                  throw new AssertionError(problem);
                }
                return null;
              });
    } finally {
      release.countDown();
    }
  }

  @Test
  void blocksWhoseDataFitNoRecordGiveFailedRunsAndTheNextGoesOn() throws Exception {
    try (SimulatorProcess process = process("vast", 1, new Vast(), Coin.prior())) {
      process.plan(0, 2);

      for (OutcomeBlock block : process.read(process.topics().pairs(), 2)) {
        assertFalse(block.outcomes().isEmpty());
        for (Outcome outcome : block.outcomes()) {
          Failed failed = assertInstanceOf(Failed.class, outcome);
          assertEquals(Cause.WRONG_SHAPE, failed.cause());
          assertTrue(failed.message().contains("[300000]"), failed.message());
        }
      }
      process.stop();
      assertEquals(0, process.lag());
    }
  }

  @Test
  void aSimulatorThatDoesNotFitThePriorGivesFailedRuns() throws Exception {
    try (SimulatorProcess process = process("unfit", 1, GAUSSIAN, Coin.prior())) {
      process.plan(0, 2);

      for (OutcomeBlock block : process.read(process.topics().pairs(), 2)) {
        for (Outcome outcome : block.outcomes()) {
          String message = assertInstanceOf(Failed.class, outcome).message();
          assertTrue(message.contains("expected a prior of the 10 parameters"), message);
        }
      }
    }
  }

  @Test
  void telemetryCountsRunsAndFailuresByCause() throws Exception {
    Coin coin =
        new Coin(
            (parameters, random) -> {
              throw new ArithmeticException("no such coin");
            });
    try (SimulatorProcess process = process("throwing", 1, coin, Coin.prior())) {
      process.plan(0, 1);

      Map<String, Double> figures =
          process
              .read(process.topics().telemetry(), SimulatorGuardianIT::isComplete, 1)
              .get(0)
              .figures();

      double failed = figures.getOrDefault("threw_runs", 0.0);
      assertTrue(failed > 10 && failed < 54, "threw_runs " + failed);
      assertEquals(failed, figures.get("failed_runs"));
      assertEquals(0, figures.get("timed_out_runs"));
    }
  }

  private static boolean isComplete(Telemetry telemetry) {
    return telemetry.figures().getOrDefault("runs", 0.0) == SimulatorProcess.RUNS;
  }

  /** Deaf to interruption, as a tight loop is. */
  private static Data untilReleased(CountDownLatch release) {
    while (release.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
      Thread.interrupted();
    }
    return Data.of(new float[] {0});
  }

  private static Data untilInterrupted(CountDownLatch hanging) {
    hanging.countDown();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    throw new IllegalStateException("interrupted");
  }

  private static SimulatorProcess process(
      String name, int workers, Simulator simulator, Prior prior) throws Exception {
    return SimulatorProcess.start(kit, broker.bootstrapServers(), name, workers, simulator, prior);
  }
}
