package io.streambed.science.network;

import io.streambed.science.prior.Prior;

/** Rows of parameters as networks see them, [N, P]: see {@link Standardisation}. */
final class Whitened {
  private final float[] values;
  private final int parameters;

  private Whitened(float[] values, int parameters) {
    this.values = values;
    this.parameters = parameters;
  }

  /**
   * Whitens the first {@code count} rows of {@code x}, [N, P] in own units.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  static Whitened of(Standardisation standardisation, Prior prior, double[] x, int count) {
    int size = prior.size();
    if (count < 0 || (long) count * size > x.length) {
      throw new IllegalArgumentException(
          "expected parameters [%d, %d], got %d values".formatted(count, size, x.length));
    }
    float[] values = new float[count * size];
    double[] room = new double[size];
    for (int row = 0; row < count; row++) {
      standardisation.whiten(prior, x, row * size, room, values, row * size);
    }
    return new Whitened(values, size);
  }

  /** N. */
  int size() {
    return values.length / parameters;
  }

  /** P. */
  int parameters() {
    return parameters;
  }

  /** All rows, [N, P]; not to be changed. */
  float[] values() {
    return values;
  }

  /** Copies one row to place {@code at} of {@code target}. */
  void copy(int row, NativeFloats target, int at) {
    target.put(at, values, row * parameters, parameters);
  }

  /** Copies {@code count} rows from {@code from} on to the start of {@code target}. */
  void copy(int from, int count, NativeFloats target) {
    target.put(0, values, from * parameters, count * parameters);
  }
}
