package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * x W' + b, [N, in] to [N, out].
 *
 * @param weight index of W, [out, in]
 * @param bias index of b, [out]
 */
record Linear(int weight, int bias) {

  /**
   * Declares the weights {@code name.weight} and {@code name.bias}, uniform within ± 1/sqrt(in).
   */
  static Linear declare(WeightLayout layout, String name, int in, int out) {
    double bound = 1 / Math.sqrt(in);
    return new Linear(
        layout.uniform(name + ".weight", bound, out, in),
        layout.uniform(name + ".bias", bound, out));
  }

  NDArray forward(NDArray x, NDArray[] weights) {
    return JniUtils.linear((PtNDArray) x, (PtNDArray) weights[weight], (PtNDArray) weights[bias]);
  }

  /**
   * Gradients of W and b, outside a graph.
   *
   * @param slopes of the loss by each output, [N, out]
   * @param x the input, [N, in]
   * @param gradients gets both, by index of the layout
   */
  void gradients(NDArray slopes, NDArray x, NDArray[] gradients) {
    gradients[weight] = slopes.transpose().matMul(x);
    gradients[bias] = slopes.sum(new int[] {0});
  }

  /** Slopes of the loss by each input, [N, in], of those by each output, [N, out]. */
  NDArray behind(NDArray slopes, NDArray[] weights) {
    return slopes.matMul(weights[weight]);
  }
}
