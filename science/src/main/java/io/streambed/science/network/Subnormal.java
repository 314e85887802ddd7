package io.streambed.science.network;

import ai.djl.ndarray.NDArray;

/**
 * Numbers of less than 1.2e-38, which some processors multiply a hundred times slower than others:
 * a softmax of sharp scores is full of them. To add a constant and to take it away again rounds
 * them to zero, and others to what the constant can resolve; neither is slow.
 */
final class Subnormal {
  /** Resolves 6e-38: changes nothing above 1e-30, and leaves nothing that is subnormal. */
  static final float ALONE = 1e-30f;

  /** Resolves 1e-27: a product with a small number is not subnormal either. */
  static final float IN_PRODUCTS = 1e-20f;

  private static final double LEAST = 1e-27;

  private Subnormal() {}

  /** Rounds {@code x} in place to what {@code constant} resolves. */
  static void flush(NDArray x, float constant) {
    NDArray added = TensorRuntime.constant(x.getManager(), constant);
    x.addi(added).subi(added);
  }

  /** The float next to {@code value}, 0 where it is below 1e-27. */
  static float flushed(double value) {
    return Math.abs(value) < LEAST ? 0 : (float) value;
  }
}
