package io.streambed.topics.client;

import io.streambed.topics.admin.TopicAdmin;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers every few seconds whether they are there, and says so in the log when not. */
final class BrokerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(4);

  private final TopicAdmin admin;
  private final String servers;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "broker-watch");
            thread.setDaemon(true);
            return thread;
          });
  private long lastAnswer = System.nanoTime();
  private boolean isAway;

  private BrokerWatch(TopicAdmin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  static BrokerWatch start(TopicAdmin admin, String servers) {
    BrokerWatch watch = new BrokerWatch(admin, servers);
    long millis = INTERVAL.toMillis();
    watch.clock.scheduleWithFixedDelay(watch::ask, millis, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  synchronized Duration outage() {
    return isAway ? Duration.ofNanos(System.nanoTime() - lastAnswer) : Duration.ZERO;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void ask() {
    if (!clock.isShutdown()) {
      admin.check(LIMIT).whenComplete((cluster, failure) -> heard(failure));
    }
  }

  private synchronized void heard(@Nullable Throwable failure) {
    Duration silence = Duration.ofNanos(System.nanoTime() - lastAnswer);
    if (failure == null) {
      if (isAway) {
        LOG.info("The brokers at {} answer again after {} s", servers, silence.toSeconds());
      }
      isAway = false;
      lastAnswer = System.nanoTime();
    } else if (!clock.isShutdown()) {
      isAway = true;
      LOG.warn(
          "No broker has answered at {} for {} s; waiting, nothing is lost",
          servers,
          silence.toSeconds());
    }
  }
}
