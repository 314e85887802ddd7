package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * What a tower sees of x: x itself, sin(2^k x) and cos(2^k x) for k = 0 .. octaves - 1, and
 * products of two of its values.
 *
 * @param values length of x
 */
record FeatureMap(int values, int octaves, Products products) {

  /** Which products x_i x_j are features. */
  enum Products {
    NONE,
    /** i = j: the second moments of a normal with independent values. */
    SQUARES,
    /** All i <= j: the second moments of any normal. */
    ALL
  }

  /** Number of features. */
  int size() {
    int pairs =
        switch (products) {
          case NONE -> 0;
          case SQUARES -> values;
          case ALL -> values * (values + 1) / 2;
        };
    return values * (1 + 2 * octaves) + pairs;
  }

  /** Features along axis 1 of {@code x}, [N, values] or [N, values, T]. */
  NDArray of(NDArray x) {
    if (octaves == 0 && products == Products.NONE) {
      return x;
    }
    NDManager manager = x.getManager();
    NDList parts = new NDList(x);
    for (int k = 0; k < octaves; k++) {
      NDArray angle = x.mul(TensorRuntime.constant(manager, 1L << k));
      parts.add(angle.sin());
      parts.add(angle.cos());
    }
    if (products == Products.SQUARES) {
      parts.add(x.square());
    } else if (products == Products.ALL) {
      for (int i = 0; i < values; i++) {
        parts.add(x.get(":, " + i + ":").mul(x.get(":, " + i + ":" + (i + 1))));
      }
    }
    return NDArrays.concat(parts, 1);
  }
}
