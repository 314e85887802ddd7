package io.streambed.topics.admin;

import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.SilentBrokers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for the brokers' answers and says clearly when there is none. */
final class Answers {
  /** Above the client's own limit, which names the cause better. */
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final String servers;
  private final String protocol;

  Answers(KafkaSettings settings) {
    servers = settings.bootstrapServers();
    protocol = settings.security().protocol().word();
  }

  <T> T await(String doing, KafkaFuture<T> answer) {
    return await(doing, answer, LIMIT);
  }

  <T> T await(String doing, KafkaFuture<T> answer, Duration limit) {
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrokerException("Interrupted while %s at %s".formatted(doing, servers));
    } catch (TimeoutException silence) {
      throw unreachable(doing, limit, silence);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(doing, limit, cause);
      }
      throw new BrokerException(
          "The brokers at %s refused while %s: %s"
              .formatted(servers, doing, cause == null ? failed : cause.getMessage()),
          cause == null ? failed : cause);
    }
  }

  private SilentBrokers unreachable(String doing, Duration limit, Throwable cause) {
    String hint =
        Listener.takesConnections(servers)
            ? " (connections are taken there: it may expect another kafka.security than protocol = %s, or be busy)"
                .formatted(protocol)
            : "";
    return new SilentBrokers(
        ("No Kafka broker answered at %s within %.0f s while %s%s. Expected one that is running:"
                + " start it, or give its address with --kafka HOST:PORT")
            .formatted(servers, limit.toMillis() / 1e3, doing, hint),
        cause);
  }
}
