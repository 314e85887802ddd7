package io.streambed.trainer;

import io.streambed.science.ModelSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trainer -> models. Judges and publishes one snapshot after the other, away from the trainer's
 * thread; of those that wait meanwhile only the newest goes out. One that failed is kept and tried
 * again until a newer one takes its place. None goes out before there is a checkpoint to go on
 * from: a topic with a model whose training nobody can go on with would have to be thrown away.
 * Used by one actor.
 */
final class SnapshotPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPublisher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;

  private final Outlet<ModelSnapshot> models;
  private final PromotionGate gate;
  private final BooleanSupplier resumable;
  private final Executor executor;
  private boolean busy;
  private int failures;
  private @Nullable SnapshotDraft underWay;
  private @Nullable SnapshotDraft waiting;

  SnapshotPublisher(
      Outlet<ModelSnapshot> models,
      PromotionGate gate,
      BooleanSupplier resumable,
      Executor executor) {
    this.models = models;
    this.gate = gate;
    this.resumable = resumable;
    this.executor = executor;
  }

  /**
   * Begins with this draft; empty if it has to wait: for another that is on its way, after which it
   * will be {@link #next}, or for a checkpoint, after which it is {@link #saved}.
   */
  Optional<CompletionStage<Ending>> publish(SnapshotDraft draft) {
    if (busy || !resumable.getAsBoolean()) {
      waiting = draft;
      return Optional.empty();
    }
    busy = true;
    underWay = draft;
    return Optional.of(
        gate.judge(draft, executor)
            .thenCompose(
                snapshot ->
                    models.publish(snapshot).thenApply(done -> new Ending.Published(snapshot))));
  }

  /** To be called when this was published: begins with the one that waits, if any. */
  Optional<CompletionStage<Ending>> next(ModelSnapshot published) {
    gate.published(published);
    failures = 0;
    return begin();
  }

  /**
   * To be called when a publication has failed: keeps it, unless a newer one waits, and returns the
   * pause after which {@link #again} is due. Until then nothing goes out.
   */
  Duration failed() {
    waiting = waiting == null ? underWay : waiting;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return pause;
  }

  /** To be called after the pause: begins with what {@link #failed} kept, or a newer one. */
  Optional<CompletionStage<Ending>> again() {
    return begin();
  }

  /** To be called when a checkpoint has been written: begins with what waited for it, if any. */
  Optional<CompletionStage<Ending>> saved() {
    return busy ? Optional.empty() : begin();
  }

  private Optional<CompletionStage<Ending>> begin() {
    busy = false;
    underWay = null;
    SnapshotDraft draft = waiting;
    waiting = null;
    return draft == null ? Optional.empty() : publish(draft);
  }
}
