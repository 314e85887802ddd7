package io.streambed.trainer;

import io.streambed.trainer.checkpoint.Checkpoint;
import io.streambed.trainer.checkpoint.CheckpointStore;
import io.streambed.trainer.checkpoint.Fingerprint;
import io.streambed.trainer.checkpoint.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Saves a training from time to time, away from its thread, one checkpoint after the other. Used by
 * one actor.
 */
final class CheckpointKeeper {
  private final CheckpointStore store;
  private final Fingerprint fingerprint;
  private final Duration every;
  private final Executor executor;
  private long last;
  private boolean saving;
  private Progress saved = Progress.START;

  /**
   * @param every time between two checkpoints
   * @param now nanoseconds of a clock of any origin
   */
  CheckpointKeeper(
      CheckpointStore store, Fingerprint fingerprint, Duration every, Executor executor, long now) {
    this.store = store;
    this.fingerprint = fingerprint;
    this.every = every;
    this.executor = executor;
    this.last = now;
  }

  /** The newest checkpoint of this experiment. */
  Optional<Checkpoint> load() {
    return store.load(fingerprint);
  }

  /**
   * Begins to save if it is time, something is new and nothing is being saved; then {@link
   * #settled} is due.
   */
  Optional<CompletionStage<Void>> saveIfDue(Training training, long now) {
    boolean idle = saving || training.progress().equals(saved);
    return idle || now - last < every.toNanos()
        ? Optional.empty()
        : Optional.of(save(training, now));
  }

  /** Begins to save; {@link #settled} is due at the end. */
  CompletionStage<Void> save(Training training, long now) {
    saving = true;
    last = now;
    saved = training.progress();
    Checkpoint checkpoint = training.checkpoint(fingerprint);
    return CompletableFuture.runAsync(() -> store.save(checkpoint), executor);
  }

  /**
   * Says that what {@link #save} began has ended; what is not on disk is saved again when it is
   * time.
   */
  void settled(boolean onDisk) {
    saving = false;
    saved = onDisk ? saved : Progress.START;
  }

  /** Gradient steps behind the newest checkpoint that was saved here; 0 if none was. */
  long savedSteps() {
    return saved.steps();
  }

  /** Saves before it returns. */
  void saveNow(Training training) {
    store.save(training.checkpoint(fingerprint));
  }
}
