package io.streambed.inference;

import io.streambed.inference.window.WindowMeter;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Posterior;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts and latencies of this process. Streams report to it, {@link InferenceGuardian} reads it
 * once a second. Reporting is thread-safe; reading is for one thread.
 */
final class InferenceMeter {
  /** Readings that latency quantiles look back on. */
  private static final int WINDOW = 60;

  private static final double NANOS = 1e9;

  private final SessionMeter sessions = new SessionMeter();
  private final WindowMeter windows = new WindowMeter();
  private final LongAdder posteriors = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder refusedModels = new LongAdder();
  private volatile Optional<ModelSnapshot.Provenance> serving = Optional.empty();
  private volatile String lastRefusal = "";
  private volatile String lastPassedOver = "";
  private volatile String doubts = "";
  private volatile String lastDeadLetter = "";
  private final Recorder latencies = new Recorder(2);
  private final Deque<Histogram> recent = new ArrayDeque<>();
  private long countAtReading;
  private long lastReading;

  /**
   * @param now reading of {@link System#nanoTime}, from which the first rate is taken
   */
  InferenceMeter(long now) {
    this.lastReading = now;
  }

  /** What sessions report to. */
  SessionMeter sessions() {
    return sessions;
  }

  /** What windows of readings report to. */
  WindowMeter windows() {
    return windows;
  }

  /** A posterior has been published. */
  void posterior(Posterior posterior) {
    posteriors.increment();
    if (posterior.status() == Posterior.Status.DEADLINE) {
      late.increment();
    }
    latencies.recordValue(Math.max(1, posterior.latency().toNanos()));
  }

  /** A dead letter has been published. */
  void deadLetter(String cause) {
    deadLetters.increment();
    lastDeadLetter = cause;
  }

  /** What became of a model that was published. */
  void adoption(Adoption adoption) {
    if (adoption instanceof Adoption.Adopted adopted) {
      serving = Optional.of(adopted.model());
      doubts = "";
    } else if (adoption instanceof Adoption.Refused refused) {
      refusedModels.increment();
      lastRefusal = "version %d: %s".formatted(refused.version(), refused.cause());
    } else if (adoption instanceof Adoption.PassedOver passed) {
      lastPassedOver = "version %d: %s".formatted(passed.version(), passed.verdict().reason());
      boolean ours = serving.filter(m -> m.version() == passed.verdict().incumbent()).isPresent();
      doubts = ours ? String.join("; ", passed.verdict().incumbentFlags()) : doubts;
    }
  }

  /** What is no number: whom the service waits for, and the last things that went wrong. */
  SortedMap<String, String> notes() {
    SortedMap<String, String> notes = new TreeMap<>(windows.notes());
    if (serving.isEmpty()) {
      notes.put("waits_on", "a first model");
    }
    if (!lastRefusal.isEmpty()) {
      notes.put("last_refused_model", lastRefusal);
    }
    if (!lastPassedOver.isEmpty()) {
      notes.put("last_model_not_promoted", lastPassedOver);
    }
    if (!doubts.isEmpty()) {
      notes.put("doubts_in_serving_model", doubts);
    }
    if (!lastDeadLetter.isEmpty()) {
      notes.put("last_dead_letter", lastDeadLetter);
    }
    return notes;
  }

  /**
   * Figures by name: counts since the start, observations per second since the last reading,
   * latency quantiles in seconds over the last {@value #WINDOW} readings (absent when there is no
   * answer among them), version and age of the model that serves (absent when there is none).
   *
   * @param now reading of {@link System#nanoTime}
   * @param instant the same moment
   */
  SortedMap<String, Double> figures(long now, Instant instant) {
    SortedMap<String, Double> figures = new TreeMap<>(sessions.figures());
    figures.putAll(windows.figures());
    serving.ifPresent(
        model -> {
          figures.put("model_version", (double) model.version());
          Duration age = Duration.between(model.created(), instant);
          figures.put("model_age_seconds", age.toMillis() / 1e3);
        });
    long count = posteriors.sum() + deadLetters.sum();
    double seconds = Math.max(1, now - lastReading) / NANOS;
    figures.put("observations_per_second", (count - countAtReading) / seconds);
    figures.put("posteriors", (double) posteriors.sum());
    figures.put("posteriors_at_deadline", (double) late.sum());
    figures.put("dead_letters", (double) deadLetters.sum());
    figures.put("refused_models", (double) refusedModels.sum());
    countAtReading = count;
    lastReading = now;
    recent.addLast(latencies.getIntervalHistogram());
    if (recent.size() > WINDOW) {
      recent.removeFirst();
    }
    Histogram window = new Histogram(2);
    recent.forEach(window::add);
    if (window.getTotalCount() > 0) {
      figures.put("latency_p50_seconds", window.getValueAtPercentile(50) / NANOS);
      figures.put("latency_p99_seconds", window.getValueAtPercentile(99) / NANOS);
    }
    return figures;
  }
}
