package io.streambed.benchmarks;

import io.streambed.science.Posterior;
import io.streambed.topics.intake.Received;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** Posteriors as they arrive, each timed from when its observation was due. Thread-safe. */
final class Answers {
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final Histogram there = new Histogram(3);
  private final Histogram own = new Histogram(3);
  private final Set<Long> models = new HashSet<>();
  private final Map<Posterior.Status, Long> statuses = new TreeMap<>();
  private final Map<Posterior.Sampler, Long> samplers = new TreeMap<>();
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private final int expected;

  Answers(int expected) {
    this.expected = expected;
  }

  /** {@code nanos}: reading of {@link System#nanoTime} at which it is to be sent. */
  void expect(String observation, long nanos) {
    due.put(observation, nanos);
  }

  /** Done once all that were expected are there. */
  CompletionStage<Void> all() {
    return all;
  }

  synchronized void take(Received<Posterior> received) {
    long now = System.nanoTime();
    if (!(received instanceof Received.Decoded<Posterior> decoded)) {
      return;
    }
    Posterior posterior = decoded.value();
    Long asked = due.remove(posterior.observation());
    if (asked == null) {
      return;
    }
    there.recordValue(now - asked);
    own.recordValue(posterior.latency().toNanos());
    models.add(posterior.modelVersion());
    statuses.merge(posterior.status(), 1L, Long::sum);
    samplers.merge(posterior.sampler(), 1L, Long::sum);
    if (there.getTotalCount() == expected) {
      all.complete(null);
    }
  }

  synchronized Latency latency(String loop) {
    return new Latency(
        loop,
        there.getTotalCount(),
        models.size(),
        Latency.milliseconds(there, 50),
        Latency.milliseconds(there, 99),
        Latency.milliseconds(there, 100),
        Latency.milliseconds(own, 50),
        new TreeMap<>(statuses),
        new TreeMap<>(samplers));
  }
}
