package io.streambed.science.network;

/**
 * What each row of u is conditioned on: N rows of C values, each for as many consecutive rows of u.
 * One row serves all of u, B rows one each, and with M atoms to a pair each row serves M.
 */
final class SplineContext {
  private final float[] values;
  private final int size;
  private final int repeats;

  private SplineContext(float[] values, int size, int repeats) {
    this.values = values;
    this.size = size;
    this.repeats = repeats;
  }

  /**
   * @param values [N, C], standardised; not to be changed
   * @param size C
   * @param rows B, rows of u, a multiple of N
   * @throws IllegalArgumentException if the shape does not fit
   */
  static SplineContext of(float[] values, int size, int rows) {
    int count = values.length / size;
    if (count == 0 || count * size != values.length || rows % count != 0) {
      throw new IllegalArgumentException(
          "expected context [N, %d] with N a divisor of %d rows, got %d values"
              .formatted(size, rows, values.length));
    }
    return new SplineContext(values, size, rows / count);
  }

  /** Copies the context of row {@code row} of u to {@code target}, C values from {@code at} on. */
  void copy(int row, float[] target, int at) {
    System.arraycopy(values, row / repeats * size, target, at, size);
  }

  /**
   * Adds a gradient by the context of row {@code row} of u, C values of {@code slopes} from {@code
   * from} on, to {@code sums}, [N, C].
   */
  void add(int row, float[] slopes, int from, float[] sums) {
    int at = row / repeats * size;
    for (int c = 0; c < size; c++) {
      sums[at + c] += slopes[from + c];
    }
  }

  /** Room for a gradient, [N, C], all 0. */
  float[] slopes() {
    return new float[values.length];
  }

  /** The context of {@code count} rows of u from row {@code from} on, a row each. */
  SplineContext part(int from, int count) {
    if (values.length == size) {
      return this;
    }
    float[] rows = new float[count * size];
    for (int row = 0; row < count; row++) {
      copy(from + row, rows, row * size);
    }
    return new SplineContext(rows, size, 1);
  }
}
