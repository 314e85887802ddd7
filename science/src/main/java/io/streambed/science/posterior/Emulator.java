package io.streambed.science.posterior;

/**
 * The parameter side of a critic s(φ, y) = &lt;F(y), G(φ)&gt;: maps parameters to their embeddings
 * G. A trained critic gives it as {@code critic::emulate}; any function with a closed form serves
 * as well, as an embedding of size one, [s(φ)], against F = [1].
 */
@FunctionalInterface
public interface Emulator {

  /**
   * Embeddings of many parameters; safe to call from several threads at once.
   *
   * @param x parameters in their own units, shape [S, P] row-major, read up to {@code count}
   * @param count S
   * @return shape [S, E] row-major, a new array; E is the same in every call
   */
  float[] emulate(double[] x, int count);
}
