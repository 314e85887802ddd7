package io.streambed.topics.admin;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.pekko.Done;

/**
 * Creates, describes and compares topics. Never blocks; a stage that fails does so with a
 * BrokerException that says what, where and what to do.
 */
public final class TopicAdmin implements AutoCloseable {
  private final KafkaSettings settings;
  private final Admin admin;
  private final Answers answers;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "topic-admin");
            thread.setDaemon(true);
            return thread;
          });

  private TopicAdmin(KafkaSettings settings) {
    this.settings = settings;
    admin = create(settings);
    answers = new Answers(settings);
  }

  private static Admin create(KafkaSettings settings) {
    try {
      return Admin.create(AdminProperties.of(settings));
    } catch (KafkaException unusable) {
      if (LoginFailure.reason(unusable).isPresent()) {
        throw new BrokerException(
            "expected a login as kafka.security of the experiment says, for the brokers at %s, got none: %s"
                .formatted(settings.bootstrapServers(), LoginFailure.reason(unusable).get()),
            unusable);
      }
      Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
      throw new BrokerException(
          "expected reachable brokers HOST:PORT,... in --kafka (or kafka.bootstrap-servers), got %s: %s"
              .formatted(settings.bootstrapServers(), cause.getMessage()),
          unusable);
    }
  }

  /**
   * Nothing is asked of the brokers yet.
   *
   * @throws BrokerException if an address has no port or no name server knows it, or a property has
   *     a wrong value
   */
  public static TopicAdmin connect(KafkaSettings settings) {
    return new TopicAdmin(settings);
  }

  /** Whether any broker answers within {@code limit}; fails if none does. */
  public CompletionStage<Cluster> check(Duration limit) {
    return run(
        () -> {
          DescribeClusterOptions options =
              new DescribeClusterOptions().timeoutMs((int) limit.toMillis());
          DescribeClusterResult result = admin.describeCluster(options);
          return new Cluster(
              answers.await("describing the cluster", result.clusterId(), limit),
              answers.await("describing the cluster", result.nodes(), limit).size());
        });
  }

  /** Done if the brokers are of version 4.0 or newer; fails if they are older. */
  public CompletionStage<Done> requireVersion() {
    return run(
        () -> {
          BrokerVersion.require(
              settings.bootstrapServers(),
              answers.await("asking for features", admin.describeFeatures().featureMetadata()));
          return Done.getInstance();
        });
  }

  /**
   * Creates those that are missing; done only when every partition of all of them answers, so that
   * a producer may start at once.
   *
   * @return names of those that were created
   */
  public CompletionStage<List<String>> create(Collection<? extends Topic<?>> topics) {
    return run(() -> new TopicCreation(admin, settings, answers).create(topics));
  }

  /** What exists of {@code topics}, and how it differs from what is declared. */
  public CompletionStage<List<TopicState>> describe(Collection<? extends Topic<?>> topics) {
    return run(() -> new TopicComparison(admin, answers).describe(topics));
  }

  /** First offset of each partition that is still kept. */
  public CompletionStage<Map<Integer, Long>> beginningOffsets(Topic<?> topic) {
    return run(() -> new Offsets(admin, answers).of(topic, OffsetSpec.earliest()));
  }

  /** Offset that the next record of each partition will have. */
  public CompletionStage<Map<Integer, Long>> endOffsets(Topic<?> topic) {
    return run(() -> new Offsets(admin, answers).of(topic, OffsetSpec.latest()));
  }

  /** Offset before which everything in each partition is committed or void. */
  public CompletionStage<Map<Integer, Long>> stableOffsets(Topic<?> topic) {
    return run(
        () ->
            new Offsets(admin, answers)
                .of(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED));
  }

  /**
   * Records of each partition that the processes of {@code role} have not committed yet; all of
   * those that are kept where they have committed none. Of a topic that is written in transactions
   * the marks between them are counted, too: at most as many again.
   */
  public CompletionStage<Map<Integer, Long>> lag(Topic<?> topic, String role) {
    return run(() -> new Offsets(admin, answers).lag(topic, topic.group(role)));
  }

  @Override
  public void close() {
    threads.shutdown();
    admin.close(Duration.ofSeconds(1));
  }

  private <T> CompletionStage<T> run(Question<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            answer.complete(question.ask());
          } catch (BrokerException refused) {
            answer.completeExceptionally(refused);
          } catch (RuntimeException problem) {
            answer.completeExceptionally(
                new BrokerException(
                    "Asking the brokers at %s failed: %s"
                        .formatted(settings.bootstrapServers(), problem),
                    problem));
          }
        });
    return answer;
  }

  private interface Question<T> {
    T ask();
  }
}
