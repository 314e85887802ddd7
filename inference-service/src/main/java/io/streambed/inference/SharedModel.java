package io.streambed.inference;

import io.streambed.science.ModelSnapshot;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model and how many hold it. It is closed, and its native memory freed, once: when it has been
 * retired and the last lease is returned, by whoever comes last.
 *
 * <p>Freeing tensors under a reader ends the JVM, so a reader reaches the model only through a
 * lease. Thread-safe.
 */
final class SharedModel {
  private final ServedModel model;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final AtomicBoolean retired = new AtomicBoolean();

  /** The first holder is the caller, until it calls {@link #retire}. */
  SharedModel(ServedModel model) {
    this.model = model;
  }

  /** Where the model comes from; may be asked for at any time. */
  ModelSnapshot.Provenance provenance() {
    return model.provenance();
  }

  private long version() {
    return provenance().version();
  }

  /**
   * Borrows the model.
   *
   * @throws IllegalStateException if it has been closed already
   */
  Lease lease() {
    int before = holders.getAndUpdate(held -> held == 0 ? 0 : held + 1);
    if (before == 0) {
      throw new IllegalStateException(
          "expected an open model, version %d is closed".formatted(version()));
    }
    return new Lease();
  }

  /** Gives the owner's hold back; a second call does nothing. Leases in use stay valid. */
  void retire() {
    if (retired.compareAndSet(false, true)) {
      release();
    }
  }

  private void release() {
    if (holders.decrementAndGet() == 0) {
      model.close();
    }
  }

  /** The right to use the model until closed; closing twice does nothing. */
  final class Lease implements AutoCloseable {
    private final AtomicBoolean returned = new AtomicBoolean();

    /** The model; not to be kept beyond {@link #close}. */
    ServedModel model() {
      return model;
    }

    @Override
    public void close() {
      if (returned.compareAndSet(false, true)) {
        release();
      }
    }
  }
}
