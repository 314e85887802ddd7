package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.topics.client.TopicClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** One running process of an experiment. Thread-safe. */
public final class Node implements AutoCloseable {
  private static final Duration CREATE_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Optional<EmbeddedBroker> broker;
  private final Connection<NodeGuardian.Command> connection;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Node(Optional<EmbeddedBroker> broker, Connection<NodeGuardian.Command> connection) {
    this.broker = broker;
    this.connection = connection;
  }

  /**
   * Starts the broker if one is embedded, makes the topics, starts the roles.
   *
   * @throws UncheckedIOException if the data directory cannot be used
   * @throws RuntimeException BrokerException or BrokerStartException, complete for people
   */
  public static Node start(ExperimentPlan plan, NodeSettings settings) {
    try {
      settings.data().create();
    } catch (IOException problem) {
      throw new UncheckedIOException(
          "cannot use the data directory %s: %s"
              .formatted(settings.data().path(), problem.getMessage()),
          problem);
    }
    Optional<EmbeddedBroker> broker =
        settings.kafka().isPresent()
            ? Optional.empty()
            : Optional.of(
                EmbeddedBroker.start(new EmbeddedBrokerSettings(settings.data().broker(), 0)));
    try {
      return start(plan, settings, broker);
    } catch (RuntimeException problem) {
      broker.ifPresent(EmbeddedBroker::close);
      throw problem;
    }
  }

  private static Node start(
      ExperimentPlan plan, NodeSettings settings, Optional<EmbeddedBroker> broker) {
    String servers =
        settings.kafka().or(() -> broker.map(EmbeddedBroker::bootstrapServers)).orElseThrow();
    Connection<NodeGuardian.Command> connection =
        Connection.open(plan, plan.kafka().at(servers), NodeGuardian.create());
    try {
      TopicClient client = connection.client();
      Waiting.on(client.admin().create(client.topics().all()), CREATE_LIMIT);
      connection.system().tell(new NodeGuardian.Start(plan, client, settings.roles()));
      return new Node(broker, connection);
    } catch (RuntimeException problem) {
      connection.close();
      throw problem;
    }
  }

  public TopicClient client() {
    return connection.client();
  }

  public ActorSystem<?> system() {
    return connection.system();
  }

  /** Lets every role finish what it has in hand, within seconds; what is on disk can be resumed. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      Waiting.on(
          AskPattern.ask(
              connection.system(),
              NodeGuardian.Stop::new,
              STOP_LIMIT,
              connection.system().scheduler()),
          STOP_LIMIT.plusSeconds(1));
    } catch (RuntimeException late) {
      connection.system().log().warn("Stopping the roles: {}", late.toString());
    } finally {
      connection.close();
      broker.ifPresent(EmbeddedBroker::close);
    }
  }
}
