package io.streambed.simulator;

import io.streambed.science.ContrastSettings;
import io.streambed.science.EmbedAndEmulateSettings;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.EstimatorSettings.Critic;
import io.streambed.science.EstimatorSettings.DataTransform;
import io.streambed.science.EstimatorSettings.Encoder;
import io.streambed.science.RunBlock;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.PriorProposal;
import io.streambed.science.simulator.Simulator;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.publish.SoleWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Sink;

/** A simulator process as an application starts it, and the readers and writers around it. */
final class SimulatorProcess implements AutoCloseable {
  /** Runs of every block. */
  static final int RUNS = 64;

  private final ActorTestKit kit;
  private final TopicClient client;
  private final ActorRef<SimulatorGuardian.Command> guardian;
  private boolean stopped;

  private SimulatorProcess(
      ActorTestKit kit, TopicClient client, ActorRef<SimulatorGuardian.Command> guardian) {
    this.kit = kit;
    this.client = client;
    this.guardian = guardian;
  }

  static SimulatorProcess start(
      ActorTestKit kit, String servers, String name, int workers, Simulator simulator, Prior prior)
      throws Exception {
    SimulatorSettings settings =
        new SimulatorSettings(workers, Duration.ofSeconds(30), 2, 16, Duration.ofSeconds(3));
    return start(kit, servers, name, settings, simulator, prior);
  }

  static SimulatorProcess start(
      ActorTestKit kit,
      String servers,
      String name,
      SimulatorSettings settings,
      Simulator simulator,
      Prior prior)
      throws Exception {
    TopicClient client =
        TopicClient.open(kit.system(), KafkaSettings.local(servers, "test"), Topics.of(name));
    client.admin().create(client.topics().all()).toCompletableFuture().get();
    return new SimulatorProcess(
        kit,
        client,
        kit.spawn(SimulatorGuardian.create(settings, experiment(name, simulator, prior), client)));
  }

  private static ExperimentSettings experiment(String name, Simulator simulator, Prior prior) {
    EstimatorSettings estimator =
        new EmbedAndEmulateSettings(
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
            ContrastSettings.inBatch(0));
    return new ExperimentSettings(name, "a test", 11, simulator, prior, estimator, null);
  }

  Topics topics() {
    return client.topics();
  }

  /** Asks for the blocks from {@code from} until before {@code until}, as a trainer does. */
  void plan(int from, int until) throws Exception {
    SoleWriter writer = client.soleWriter("trainer");
    try {
      for (int number = from; number < until; number++) {
        writer
            .publisher(client.topics().runs())
            .publish(new RunBlock(number, (long) number * RUNS, RUNS, new PriorProposal()))
            .toCompletableFuture()
            .get();
      }
    } finally {
      writer.close(Duration.ofSeconds(10)).toCompletableFuture().get();
    }
  }

  /** The first {@code count} values of {@code topic}. */
  <T> List<T> read(Topic<T> topic, int count) throws Exception {
    return read(topic, value -> true, count);
  }

  <T> List<T> read(Topic<T> topic, Predicate<T> wanted, int count) throws Exception {
    return client
        .intake()
        .assigned(topic, Map.of())
        .map(received -> ((Decoded<T>) received).value())
        .filter(wanted::test)
        .take(count)
        .runWith(Sink.seq(), kit.system())
        .toCompletableFuture()
        .get();
  }

  /** Returns when the process has stopped of itself. */
  void awaitItsEnd() {
    kit.createTestProbe().expectTerminated(guardian, Duration.ofSeconds(30));
    stopped = true;
  }

  /** Records of {@code runs} that are not committed. */
  long lag() throws Exception {
    return client
        .admin()
        .lag(client.topics().runs(), "simulators")
        .toCompletableFuture()
        .get()
        .values()
        .stream()
        .mapToLong(records -> records)
        .sum();
  }

  /** Stops it, once, but not the readers and writers around it. */
  void stop() throws Exception {
    if (stopped) {
      return;
    }
    stopped = true;
    AskPattern.<SimulatorGuardian.Command, Done>ask(
            guardian, SimulatorGuardian.Stop::new, Duration.ofSeconds(30), kit.system().scheduler())
        .toCompletableFuture()
        .get();
  }

  @Override
  public void close() throws Exception {
    stop();
    client.close(Duration.ofSeconds(5)).toCompletableFuture().get();
  }
}
