package io.streambed.science;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A named array of a model: 32-bit values in row-major order with their shape ([] for a scalar).
 */
public final class Tensor {
  private final float[] values;
  private final List<Integer> shape;

  private Tensor(float[] values, List<Integer> shape) {
    this.values = values;
    this.shape = shape;
  }

  /**
   * Copies {@code values}.
   *
   * @throws IllegalArgumentException if the shape does not hold as many values
   */
  public static Tensor of(float[] values, int... shape) {
    long product = IntStream.of(shape).asLongStream().reduce(1, (a, b) -> a * b);
    if (product != values.length) {
      throw new IllegalArgumentException(
          "expected the values of shape %s, got %d"
              .formatted(Arrays.toString(shape), values.length));
    }
    return new Tensor(values.clone(), IntStream.of(shape).boxed().toList());
  }

  /** Sizes of the axes, outermost first. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of values. */
  public int size() {
    return values.length;
  }

  /** The value at a place of the row-major order. */
  public float get(int index) {
    return values[index];
  }

  /** A copy of the values. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
