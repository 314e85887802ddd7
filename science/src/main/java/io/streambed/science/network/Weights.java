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

  /** Arrays over all weights, by index of the layout, in the caller's scope and in no graph. */
  NDArray[] leaves(NDManager manager) {
    NDArray[] leaves = new NDArray[layout.entries().size()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = leaf(manager, i);
    }
    return leaves;
  }

  /**
   * Arrays over the weights of {@code part}, by index of the layout, null elsewhere, in the
   * caller's scope; a backward pass collects their gradients.
   */
  NDArray[] recorded(NDManager manager, WeightLayout.Part part) {
    NDArray[] leaves = new NDArray[layout.entries().size()];
    for (int i = part.from(); i < part.to(); i++) {
      leaves[i] = leaf(manager, i);
      leaves[i].setRequiresGradient(true);
    }
    return leaves;
  }

  private NDArray leaf(NDManager manager, int index) {
    WeightLayout.Entry entry = layout.entry(index);
    return values.view(manager, entry.offset(), entry.shape());
  }

  /** Copies {@code array}, of the shape of weight {@code index}, to its place in {@code flat}. */
  void copy(NDArray array, int index, float[] flat) {
    WeightLayout.Entry entry = layout.entry(index);
    ((PtNDArray) array)
        .toByteBuffer(true)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(flat, entry.offset(), entry.size());
  }
}
