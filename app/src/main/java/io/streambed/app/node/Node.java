package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.client.TopicClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** One running process of an experiment. Thread-safe. */
public final class Node implements AutoCloseable {
  private static final Duration CREATE_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAGE_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Optional<EmbeddedBroker> broker;
  private final Connection<NodeGuardian.Command> connection;
  private final CompletableFuture<Void> ended;
  private final Optional<CompletableFuture<URI>> page;
  private volatile boolean closed;

  private Node(
      Optional<EmbeddedBroker> broker,
      Connection<NodeGuardian.Command> connection,
      CompletableFuture<Void> ended,
      Optional<CompletableFuture<URI>> page) {
    this.broker = broker;
    this.connection = connection;
    this.ended = ended;
    this.page = page;
  }

  /** As the other, and nobody is told of a broker that is away. */
  public static Node start(ExperimentPlan plan, NodeSettings settings) {
    return start(plan, settings, silence -> {});
  }

  /**
   * Starts the broker if one is embedded, else waits until one answers; makes the topics, starts
   * the roles.
   *
   * @param silence told every few seconds for how long no broker has answered; what it throws ends
   *     the waiting
   * @throws UncheckedIOException if the data directory cannot be used
   * @throws RuntimeException BrokerException, BrokerStartException or {@link StaleTopics}, complete
   *     for people
   */
  public static Node start(ExperimentPlan plan, NodeSettings settings, Consumer<Duration> silence) {
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
      return start(plan, settings, broker, silence);
    } catch (RuntimeException problem) {
      broker.ifPresent(EmbeddedBroker::close);
      throw problem;
    }
  }

  private static Node start(
      ExperimentPlan plan,
      NodeSettings settings,
      Optional<EmbeddedBroker> broker,
      Consumer<Duration> silence) {
    KafkaSettings kafka =
        broker
            .map(own -> plan.kafka().embeddedAt(own.bootstrapServers()))
            .orElseGet(() -> plan.kafka().at(settings.kafka().orElseThrow()));
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Connection<NodeGuardian.Command> connection =
        Connection.await(plan, kafka, system(plan, settings, NodeGuardian.create(ended)), silence);
    try {
      TopicClient client = connection.client();
      Waiting.on(client.admin().create(client.topics().all()), CREATE_LIMIT);
      TopicCheck.check(client);
      StaleTopics.check(plan, settings, client);
      boolean served =
          settings.page()
              && plan.http().enabled()
              && (settings.roles().contains(Role.INFERENCE)
                  || settings.roles().contains(Role.PAGE));
      Optional<CompletableFuture<URI>> page =
          served ? Optional.of(new CompletableFuture<>()) : Optional.empty();
      connection.system().tell(new NodeGuardian.Start(plan, client, settings.roles(), page));
      Node node = new Node(broker, connection, ended, page);
      connection.system().getWhenTerminated().whenComplete((done, failure) -> node.systemEnded());
      return node;
    } catch (RuntimeException problem) {
      connection.close();
      throw problem;
    }
  }

  private static <T> ActorSystem<T> system(
      ExperimentPlan plan, NodeSettings settings, Behavior<T> root) {
    return settings.roles().contains(Role.TRAINER)
        ? plan.cluster().system(root, plan.experiment().name())
        : ActorSystem.create(root, "streambed");
  }

  /** Unasked only where a cluster took this node out. */
  private void systemEnded() {
    if (!closed) {
      ended.completeExceptionally(RoleFailure.takenOut());
    }
  }

  /** Of the experiment's topics; open until the node is closed. */
  public TopicClient client() {
    return connection.client();
  }

  /**
   * Where the live page is; empty where none is served. Waits until it is served.
   *
   * @throws IllegalStateException complete for people, if it cannot be
   */
  public Optional<URI> page() {
    return page.map(address -> Waiting.on(address, PAGE_LIMIT));
  }

  /** In which its roles live. */
  public ActorSystem<?> system() {
    return connection.system();
  }

  /** Fails with a {@link RoleFailure} when a role ends unasked; never completes otherwise. */
  public CompletionStage<Void> ended() {
    return ended.minimalCompletionStage();
  }

  /** As {@code stage}, or the {@link RoleFailure} if a role ends unasked before. */
  public <T> CompletionStage<T> unlessEnded(CompletionStage<T> stage) {
    CompletableFuture<T> first = new CompletableFuture<>();
    ended.whenComplete((never, failure) -> first.completeExceptionally(failure));
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            first.complete(value);
          } else {
            first.completeExceptionally(failure);
          }
        });
    return first;
  }

  /**
   * Lets every role finish what it has in hand, within seconds; what is on disk can be resumed.
   * Whoever calls second waits for the first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (connection.isEnded()) {
        return;
      }
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
