package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.ByteOrder;

/** The weights of a network where the engine can see them, laid out by a {@link WeightLayout}. */
final class Weights {
  private final WeightLayout layout;
  private final NativeFloats values;

  Weights(WeightLayout layout) {
    this.layout = layout;
    this.values = new NativeFloats(layout.length());
  }

  /** Takes over all of {@code flat}, shape [length]; no view of these weights may be in use. */
  void set(float[] flat) {
    values.put(0, flat, 0, layout.length());
  }

  /**
   * Arrays over the weights, by index of the layout; they live in the caller's scope.
   *
   * @param gradients whether the backward pass collects their gradients
   */
  NDArray[] leaves(NDManager manager, boolean gradients) {
    NDArray[] leaves = new NDArray[layout.entries().size()];
    for (int i = 0; i < leaves.length; i++) {
      WeightLayout.Entry entry = layout.entry(i);
      leaves[i] = values.view(manager, entry.offset(), entry.shape());
      if (gradients && entry.recorded()) {
        leaves[i].setRequiresGradient(true);
      }
    }
    return leaves;
  }

  /**
   * Copies the gradients of {@code leaves} to {@code flat}, shape [length]; all else is left alone.
   */
  void gradients(NDArray[] leaves, float[] flat) {
    for (int i = 0; i < leaves.length; i++) {
      WeightLayout.Entry entry = layout.entry(i);
      if (!entry.recorded()) {
        continue;
      }
      PtNDArray gradient = (PtNDArray) leaves[i].getGradient();
      gradient
          .toByteBuffer(true)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer()
          .get(flat, entry.offset(), entry.size());
    }
  }
}
