package io.streambed.inference.live;

import io.streambed.inference.document.Lags;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Telemetry;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.model.ModelArrival;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All that is remembered of an experiment for those who look. Thread-safe. */
public final class LiveView {
  private final SensorMemory sensors;
  private final TelemetryMemory telemetry;
  private final ModelMemory models;
  private final LetterMemory letters;
  private final Awaited awaited;
  private volatile @Nullable Lags lags;

  /**
   * Empty.
   *
   * @param waiting how many may wait for an answer at a time
   */
  public LiveView(ViewSettings settings, int waiting) {
    sensors = new SensorMemory(settings);
    telemetry = new TelemetryMemory(settings);
    models = new ModelMemory(settings);
    letters = new LetterMemory(settings);
    awaited = new Awaited(waiting);
  }

  public SensorMemory sensors() {
    return sensors;
  }

  public TelemetryMemory telemetry() {
    return telemetry;
  }

  public ModelMemory models() {
    return models;
  }

  public LetterMemory letters() {
    return letters;
  }

  /** As the last look found them; null before the first and after one that failed. */
  public @Nullable Lags lags() {
    return lags;
  }

  /** How many wait for an answer. */
  public int waiting() {
    return awaited.waiting();
  }

  /**
   * Sends {@code observation} and waits for what becomes of it.
   *
   * @param send publishes it
   * @return the answer, once it is read; empty if too many wait already, then nothing was sent
   */
  public Optional<CompletableFuture<Reply>> ask(
      Observation observation, Function<Observation, CompletionStage<Position>> send) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    Awaited.Wait wait = awaited.begin(observation, reply);
    if (wait == null) {
      return Optional.empty();
    }
    send.apply(observation)
        .whenComplete(
            (position, failure) -> {
              if (failure != null) {
                reply.completeExceptionally(failure);
              } else {
                awaited.sent(wait, position);
                // It may have been read before its place was known.
                letters
                    .at(position)
                    .ifPresent(letter -> reply.complete(new Reply.Rejected(letter)));
              }
            });
    return Optional.of(reply);
  }

  void posterior(Received<Posterior> received) {
    if (received instanceof Decoded<Posterior> decoded) {
      sensors.add(decoded.value(), decoded.raw());
      awaited.offer(decoded.value());
    }
  }

  void telemetry(Received<Telemetry> received) {
    if (received instanceof Decoded<Telemetry> decoded) {
      telemetry.add(decoded.value());
    }
  }

  void letter(Received<DeadLetter> received) {
    if (received instanceof Decoded<DeadLetter> decoded) {
      awaited.offer(letters.add(decoded.value(), decoded.raw()));
    }
  }

  void model(ModelArrival arrival) {
    models.add(arrival);
  }

  /** What is written and not yet worked on, as it is found now; null if that cannot be known. */
  public void lags(@Nullable Lags found) {
    lags = found;
  }
}
