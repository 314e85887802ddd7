package io.streambed.app.node;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.client.TopicClient;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;

/** An actor system and its client of an experiment's topics. */
public final class Connection<T> implements AutoCloseable {
  private static final Duration BROKER_LIMIT = Duration.ofSeconds(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final ActorSystem<T> system;
  private final TopicClient client;

  private Connection(ActorSystem<T> system, TopicClient client) {
    this.system = system;
    this.client = client;
  }

  /**
   * Connects.
   *
   * @param root guardian of the actor system
   * @throws BrokerException if no broker answers within 20 s
   */
  public static <T> Connection<T> open(ExperimentPlan plan, KafkaSettings kafka, Behavior<T> root) {
    ActorSystem<T> system = ActorSystem.create(root, "streambed");
    Connection<T> connection =
        new Connection<>(system, TopicClient.open(system, kafka, plan.topics()));
    try {
      Waiting.on(connection.client.admin().check(BROKER_LIMIT), BROKER_LIMIT.plusSeconds(5));
      return connection;
    } catch (RuntimeException unreachable) {
      connection.close();
      throw unreachable;
    }
  }

  public ActorSystem<T> system() {
    return system;
  }

  public TopicClient client() {
    return client;
  }

  /** Sends what was published, closes the client, ends the actor system; within seconds. */
  @Override
  public void close() {
    quietly(client.close(CLOSE_LIMIT));
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
