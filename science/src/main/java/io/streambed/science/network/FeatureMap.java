package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * What a tower sees of x: x itself, sin(2^k x) and cos(2^k x) for k = 0 .. octaves - 1, and, where
 * quadratic, all products x_i x_j with i <= j.
 *
 * @param values length of x
 */
record FeatureMap(int values, int octaves, boolean quadratic) {

  /** Number of features. */
  int size() {
    return values * (1 + 2 * octaves) + (quadratic ? values * (values + 1) / 2 : 0);
  }

  /** Features along axis 1 of {@code x}, [N, values] or [N, values, T]. */
  NDArray of(NDArray x) {
    if (octaves == 0 && !quadratic) {
      return x;
    }
    NDManager manager = x.getManager();
    NDList parts = new NDList(x);
    for (int k = 0; k < octaves; k++) {
      NDArray angle = x.mul(TensorRuntime.constant(manager, 1L << k));
      parts.add(angle.sin());
      parts.add(angle.cos());
    }
    if (quadratic) {
      for (int i = 0; i < values; i++) {
        parts.add(x.get(":, " + i + ":").mul(x.get(":, " + i + ":" + (i + 1))));
      }
    }
    return NDArrays.concat(parts, 1);
  }
}
