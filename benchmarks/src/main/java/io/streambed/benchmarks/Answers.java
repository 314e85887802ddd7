package io.streambed.benchmarks;

import io.streambed.benchmarks.Latency.Share;
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
  private final Histogram rest = new Histogram(3);
  private final Set<Long> models = new HashSet<>();
  private final Map<Posterior.Status, Long> statuses = new TreeMap<>();
  private final Map<Posterior.Sampler, Long> samplers = new TreeMap<>();
  private final CompletableFuture<Void> all = new CompletableFuture<>();
  private final int expected;
  private final Runnable onAnswer;
  private long first;
  private long last;
  private long silence;

  /**
   * @param onAnswer done at each answer
   */
  Answers(int expected, Runnable onAnswer) {
    this.expected = expected;
    this.onAnswer = onAnswer;
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
    long inProcess = posterior.latency().toNanos();
    there.recordValue(now - asked);
    own.recordValue(inProcess);
    rest.recordValue(Math.max(0, now - asked - inProcess));
    first = there.getTotalCount() == 1 ? now : first;
    silence = there.getTotalCount() == 1 ? 0 : Math.max(silence, now - last);
    last = now;
    onAnswer.run();
    models.add(posterior.modelVersion());
    statuses.merge(posterior.status(), 1L, Long::sum);
    samplers.merge(posterior.sampler(), 1L, Long::sum);
    if (there.getTotalCount() == expected) {
      all.complete(null);
    }
  }

  /** {@code perSecond} observations were sent, 0 if as many as were answered. */
  synchronized Latency latency(String loop, double perSecond) {
    long answers = there.getTotalCount();
    return new Latency(
        loop,
        perSecond,
        answers,
        answers < 2 ? 0 : (answers - 1) * 1e9 / (last - first),
        Share.of(there),
        Share.of(own),
        Share.of(rest),
        silence / 1e6,
        models.size(),
        new TreeMap<>(statuses),
        new TreeMap<>(samplers));
  }
}
