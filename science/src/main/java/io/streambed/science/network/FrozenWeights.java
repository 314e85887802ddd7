package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Weights that no longer change, as arrays that live until closed.
 *
 * <p>Any number of threads may use them at once. {@link #close} waits for those inside: freeing an
 * array under an operation on it ends the JVM.
 */
final class FrozenWeights implements AutoCloseable {
  private final Weights memory;
  private final float[] flat;
  private final NDManager manager;
  private final NDArray[] leaves;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * @param flat laid out by {@code layout}; not to be changed any more
   */
  FrozenWeights(WeightLayout layout, float[] flat) {
    this.flat = flat;
    memory = new Weights(layout);
    memory.set(flat);
    manager = TensorRuntime.lastingManager();
    leaves = memory.leaves(manager);
  }

  /** The flat array; not to be changed. */
  float[] flat() {
    return flat;
  }

  /**
   * Runs {@code work} on the arrays, by index of the layout, while none is freed.
   *
   * @throws IllegalStateException if closed
   */
  <T> T use(Function<NDArray[], T> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("expected an open estimator, got a closed one");
      }
      return work.apply(leaves);
    } finally {
      Reference.reachabilityFence(this);
      lock.readLock().unlock();
    }
  }

  /** Frees the arrays, as soon as nobody is inside. Closing twice is harmless. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        manager.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
