package io.streambed.benchmarks;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A sensor that sends the same data once a second. */
final class SteadySensor implements AutoCloseable {
  static final String NAME = "steady";

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Publisher<Observation> publisher;
  private final Data data;
  private final AtomicInteger sent = new AtomicInteger();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile int samples;

  SteadySensor(TopicClient client, Data data) {
    publisher = client.publisher(client.topics().observations());
    this.data = data;
  }

  /** Asks for so many draws from now on. */
  void send(int draws) {
    boolean first = samples == 0;
    samples = draws;
    if (first) {
      clock.scheduleAtFixedRate(this::sendOne, 0, 1, TimeUnit.SECONDS);
    }
  }

  private void sendOne() {
    String id = "steady-" + sent.incrementAndGet();
    publisher.publish(new Observation(id, NAME, data, Instant.now(), samples, DEADLINE));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
