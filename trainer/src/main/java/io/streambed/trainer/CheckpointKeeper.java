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
  /** After a save that failed, unless the interval is shorter. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final CheckpointStore store;
  private final Fingerprint fingerprint;
  private final Duration every;
  private final Executor executor;
  private long last;
  private boolean saving;
  private boolean failed;
  private Progress attempted = Progress.START;
  private Optional<Progress> onDisk = Optional.empty();

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
    Optional<Checkpoint> newest = store.load(fingerprint);
    onDisk = newest.map(Checkpoint::progress);
    return newest;
  }

  /**
   * Begins to save if it is time, something is new and nothing is being saved; then {@link
   * #settled} is due.
   */
  Optional<CompletionStage<Void>> saveIfDue(Training training, long now) {
    boolean idle = saving || training.progress().equals(attempted);
    Duration pause = failed && RETRY.compareTo(every) < 0 ? RETRY : every;
    return idle || now - last < pause.toNanos()
        ? Optional.empty()
        : Optional.of(save(training, now));
  }

  /** Begins to save; {@link #settled} is due at the end. */
  CompletionStage<Void> save(Training training, long now) {
    saving = true;
    last = now;
    attempted = training.progress();
    Checkpoint checkpoint = training.checkpoint(fingerprint);
    return CompletableFuture.runAsync(() -> store.save(checkpoint), executor);
  }

  /**
   * Says that what {@link #save} began has ended; what is not on disk is saved again when it is
   * time.
   */
  void settled(boolean written) {
    saving = false;
    if (written) {
      keep(attempted);
    } else {
      failed = true;
      attempted = Progress.START;
    }
  }

  /** Whether there is a checkpoint on disk from which this training could go on. */
  boolean any() {
    return onDisk.isPresent();
  }

  /** Gradient steps behind the newest checkpoint on disk; 0 if there is none. */
  long savedSteps() {
    return onDisk.map(Progress::steps).orElse(0L);
  }

  /** Saves before it returns. */
  void saveNow(Training training) {
    failed = true;
    store.save(training.checkpoint(fingerprint));
    keep(training.progress());
  }

  private void keep(Progress written) {
    failed = false;
    if (onDisk.isEmpty() || !written.isBehind(onDisk.get())) {
      onDisk = Optional.of(written);
    }
  }
}
