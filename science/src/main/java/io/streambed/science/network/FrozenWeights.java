package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Weights that no longer change, as arrays that live until closed. The owner keeps readers away
 * from close.
 */
final class FrozenWeights implements AutoCloseable {
  private final Weights memory;
  private final float[] flat;
  private final NDManager manager;
  private final NDArray[] leaves;
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

  NDArray[] leaves() {
    return leaves;
  }

  double temperature(CriticNetwork network) {
    return network.temperature(flat);
  }

  /**
   * @throws IllegalStateException if closed
   */
  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("expected an open critic, got a closed one");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      manager.close();
    }
  }
}
