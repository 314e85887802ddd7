package io.streambed.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Telemetry;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SimulatorGuardianIT {
  private static final int BLOCKS = 12;
  private static final int RUNS = 64;
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

    assertEquals(BLOCKS, one.size());
    assertEquals(one, pairsOf(2));
    assertEquals(one, pairsOf(4));
  }

  private static SortedMap<Long, ByteString> pairsOf(int workers) throws Exception {
    TopicClient client = client("gaussian-" + workers);
    publishRuns(client, BLOCKS);
    ActorRef<SimulatorGuardian.Command> guardian =
        kit.spawn(SimulatorGuardian.create(settings(workers), gaussian(client), client));

    SortedMap<Long, ByteString> blocks = new TreeMap<>();
    for (OutcomeBlock block : read(client, client.topics().pairs(), b -> true, BLOCKS)) {
      blocks.put(
          block.block(), ByteString.fromArray(client.topics().pairs().codec().encode(block)));
    }
    close(guardian, client);
    return blocks;
  }

  @Test
  void aStoppedProcessLeavesTheRestOfTheRunsToTheNextOne() throws Exception {
    TopicClient first = client("gaussian-stopped");
    publishRuns(first, 2);
    var guardian = kit.spawn(SimulatorGuardian.create(settings(2), gaussian(first), first));
    read(first, first.topics().pairs(), block -> true, 2);
    close(guardian, first);

    TopicClient second = client("gaussian-stopped");
    second
        .publisher(second.topics().runs())
        .publish(new RunBlock(2, 2 * RUNS, RUNS, new PriorProposal()))
        .toCompletableFuture()
        .get();
    guardian = kit.spawn(SimulatorGuardian.create(settings(2), gaussian(second), second));
    List<Long> blocks =
        read(second, second.topics().pairs(), block -> true, 3).stream()
            .map(OutcomeBlock::block)
            .sorted()
            .toList();

    assertEquals(List.of(0L, 1L, 2L), blocks);
    assertEquals(0, lag(second));
    close(guardian, second);
  }

  @Test
  void aProcessWhoseRunsHangStopsWithinSeconds() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    Coin coin =
        new Coin(
            (parameters, random) -> {
              hanging.countDown();
              while (true) {
                Thread.onSpinWait();
                if (Thread.interrupted()) {
                  throw new IllegalStateException("interrupted");
                }
              }
            });
    TopicClient client = client("coin-hanging");
    publishRuns(client, 2);
    var guardian =
        kit.spawn(
            SimulatorGuardian.create(settings(1), experiment(client, coin, Coin.prior()), client));
    hanging.await();

    long start = System.nanoTime();
    close(guardian, client);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
  }

  @Test
  void aBlockThatDoesNotFitBecomesADeadLetterAndTheNextGoesOn() throws Exception {
    TopicClient client = client("gaussian-unfit");
    publishRuns(client, 1);
    ExperimentSettings unfit = experiment(client, GAUSSIAN, Coin.prior());
    var guardian = kit.spawn(SimulatorGuardian.create(settings(1), unfit, client));

    DeadLetter letter = read(client, client.topics().deadLetters(), any -> true, 1).get(0);

    assertTrue(letter.cause().contains("expected a prior of the 10 parameters"), letter.cause());
    close(guardian, client);
  }

  @Test
  void telemetryCountsRunsAndFailuresByCause() throws Exception {
    Coin coin =
        new Coin(
            (parameters, random) -> {
              throw new ArithmeticException("no such coin");
            });
    TopicClient client = client("coin-throwing");
    publishRuns(client, 1);
    var guardian =
        kit.spawn(
            SimulatorGuardian.create(settings(1), experiment(client, coin, Coin.prior()), client));

    Map<String, Double> figures =
        read(client, client.topics().telemetry(), SimulatorGuardianIT::isComplete, 1)
            .get(0)
            .figures();

    double failed = figures.getOrDefault("threw_runs", 0.0);
    assertTrue(failed > 10 && failed < 54, "threw_runs " + failed);
    assertEquals(failed, figures.get("failed_runs"));
    assertEquals(0, figures.get("timed_out_runs"));
    close(guardian, client);
  }

  private static boolean isComplete(Telemetry telemetry) {
    return telemetry.figures().getOrDefault("runs", 0.0) == RUNS;
  }

  private static TopicClient client(String experiment) throws Exception {
    TopicClient client =
        TopicClient.open(
            kit.system(),
            KafkaSettings.local(broker.bootstrapServers(), "test"),
            Topics.of(experiment));
    client.admin().create(client.topics().all()).toCompletableFuture().get();
    return client;
  }

  private static void publishRuns(TopicClient client, int blocks) throws Exception {
    for (int number = 0; number < blocks; number++) {
      client
          .publisher(client.topics().runs())
          .publish(new RunBlock(number, (long) number * RUNS, RUNS, new PriorProposal()))
          .toCompletableFuture()
          .get();
    }
  }

  private static <T> List<T> read(
      TopicClient client, Topic<T> topic, Predicate<T> wanted, int count) throws Exception {
    return client
        .intake()
        .assigned(topic, Map.of())
        .map(SimulatorGuardianIT::value)
        .filter(wanted::test)
        .take(count)
        .runWith(Sink.seq(), kit.system())
        .toCompletableFuture()
        .get();
  }

  private static <T> T value(Received<T> received) {
    return ((Decoded<T>) received).value();
  }

  private static long lag(TopicClient client) throws Exception {
    return client
        .admin()
        .lag(client.topics().runs(), "simulators")
        .toCompletableFuture()
        .get()
        .values()
        .stream()
        .mapToLong(n -> n)
        .sum();
  }

  private static void close(ActorRef<SimulatorGuardian.Command> guardian, TopicClient client)
      throws Exception {
    AskPattern.<SimulatorGuardian.Command, Done>ask(
            guardian, SimulatorGuardian.Stop::new, Duration.ofSeconds(30), kit.system().scheduler())
        .toCompletableFuture()
        .get();
    client.close(Duration.ofSeconds(5)).toCompletableFuture().get();
  }

  private static SimulatorSettings settings(int workers) {
    return new SimulatorSettings(workers, Duration.ofSeconds(30), 2, Duration.ofSeconds(3));
  }

  private static ExperimentSettings gaussian(TopicClient client) {
    return experiment(client, GAUSSIAN, GAUSSIAN.prior());
  }

  private static ExperimentSettings experiment(
      TopicClient client, Simulator simulator, Prior prior) {
    EstimatorSettings estimator =
        new EstimatorSettings(
            Encoder.PERCEPTRON,
            Critic.COSINE,
            DataTransform.NONE,
            8,
            8,
            1,
            0,
            0,
            false,
            0.05,
            true,
            true,
            0);
    return new ExperimentSettings(
        client.topics().experiment(), "a test", 11, simulator, prior, estimator, null);
  }
}
