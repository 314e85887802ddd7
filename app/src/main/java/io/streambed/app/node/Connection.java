package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.tracing.TraceExport;
import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.SilentBrokers;
import io.streambed.topics.client.TopicClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/** An actor system and its client of an experiment's topics. */
public final class Connection<T> implements AutoCloseable {
  private static final Duration BROKER_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final ActorSystem<T> system;
  private final TopicClient client;
  private final TraceExport traces;

  private Connection(ActorSystem<T> system, TopicClient client, TraceExport traces) {
    this.system = system;
    this.client = client;
    this.traces = traces;
  }

  /**
   * Connects.
   *
   * @param root guardian of the actor system
   * @throws BrokerException if no broker answers within 20 s
   */
  public static <T> Connection<T> open(ExperimentPlan plan, KafkaSettings kafka, Behavior<T> root) {
    return create(
        plan,
        kafka,
        ActorSystem.create(root, "streambed"),
        connection -> connection.check(BROKER_LIMIT));
  }

  /**
   * Connects, and waits for a broker as long as it takes.
   *
   * @param system ends with the connection
   * @param silence told every few seconds for how long none has answered; what it throws ends the
   *     waiting
   * @throws BrokerException if a broker answers, but refuses
   */
  public static <T> Connection<T> await(
      ExperimentPlan plan, KafkaSettings kafka, ActorSystem<T> system, Consumer<Duration> silence) {
    return create(plan, kafka, system, connection -> connection.await(silence));
  }

  private static <T> Connection<T> create(
      ExperimentPlan plan,
      KafkaSettings kafka,
      ActorSystem<T> system,
      Consumer<Connection<T>> answered) {
    TopicClient client;
    TraceExport traces;
    try {
      traces = TraceExport.open(plan.tracing(), kafka, plan.topics());
      client = TopicClient.open(system, kafka, plan.topics(), traces.tracing());
    } catch (RuntimeException unusable) {
      system.terminate();
      throw unusable;
    }
    Connection<T> connection = new Connection<>(system, client, traces);
    try {
      answered.accept(connection);
      return connection;
    } catch (RuntimeException unreachable) {
      connection.close();
      throw unreachable;
    }
  }

  private void check(Duration limit) {
    Waiting.on(client.admin().check(limit), limit.plusSeconds(5));
    Waiting.on(client.admin().requireVersion(), BROKER_LIMIT);
  }

  /** The Kafka client itself backs off between its attempts to connect. */
  private void await(Consumer<Duration> silence) {
    long start = System.nanoTime();
    while (true) {
      try {
        check(LOOK);
        return;
      } catch (SilentBrokers away) {
        silence.accept(Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }

  /** Ends with this connection. */
  public ActorSystem<T> system() {
    return system;
  }

  /** Whether the actor system has ended, or is about to. */
  boolean isEnded() {
    return system.whenTerminated().isCompleted();
  }

  /** Open until this connection is closed. */
  public TopicClient client() {
    return client;
  }

  /** Sends what was published, closes the client, ends the actor system; within seconds. */
  @Override
  public void close() {
    quietly(client.close(CLOSE_LIMIT));
    traces.close();
    system.terminate();
    quietly(system.getWhenTerminated());
  }

  private void quietly(CompletionStage<?> end) {
    try {
      end.toCompletableFuture().get(CLOSE_LIMIT.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException problem) {
      system.log().warn("Closing the connection: {}", problem.toString());
    }
  }
}
