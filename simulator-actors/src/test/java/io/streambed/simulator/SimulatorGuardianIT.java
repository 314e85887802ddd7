package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.science.Data;
import io.streambed.science.prior.Prior;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
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
  void blocksThatDoNotFitBecomeDeadLetters() throws Exception {
    try (SimulatorProcess process = process("unfit", 1, GAUSSIAN, Coin.prior())) {
      process.plan(0, 2);

      for (DeadLetter letter : process.read(process.topics().deadLetters(), 2)) {
        assertTrue(
            letter.cause().contains("expected a prior of the 10 parameters"), letter.cause());
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
