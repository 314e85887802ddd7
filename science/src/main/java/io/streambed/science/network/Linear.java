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
}
