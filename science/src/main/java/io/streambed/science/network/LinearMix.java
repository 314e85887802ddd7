package io.streambed.science.network;

import ai.djl.ndarray.NDArray;

/**
 * Weights of a {@link TriangularProduct} that starts as the identity.
 *
 * @param index of both triangles in one matrix, [P, P]; the offset b, [P], is the next
 * @param factors place of the matrix in the flat array
 * @param offset place of the offset in the flat array
 * @param size P
 */
record LinearMix(int index, int factors, int offset, int size) {

  /** Declares the weights {@code name.factors} and {@code name.offset}, all 0. */
  static LinearMix declare(WeightLayout layout, String name, int size) {
    int index = layout.uniform(name + ".factors", 0, size, size);
    int next = layout.uniform(name + ".offset", 0, size);
    return new LinearMix(index, layout.entry(index).offset(), layout.entry(next).offset(), size);
  }

  /** The map that {@code weights} make now. */
  TriangularProduct map(NDArray[] weights) {
    return new TriangularProduct(weights[index].toFloatArray(), weights[index + 1].toFloatArray());
  }

  /**
   * Takes a gradient back through {@code map}, as {@link TriangularProduct#backward}.
   *
   * @param gradient gets that of the weights, at their places
   * @return slopes by x, [B, P]
   */
  double[] backward(
      TriangularProduct map, double[] x, double[] byZ, double byLogDeterminant, float[] gradient) {
    double[] byFactors = new double[size * size];
    double[] byOffset = new double[size];
    double[] byX = map.backward(x, byZ, byLogDeterminant, byFactors, byOffset);
    for (int i = 0; i < byFactors.length; i++) {
      gradient[factors + i] = (float) byFactors[i];
    }
    for (int i = 0; i < size; i++) {
      gradient[offset + i] = (float) byOffset[i];
    }
    return byX;
  }
}
