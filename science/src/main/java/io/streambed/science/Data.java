package io.streambed.science;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Simulated or observed data y: 32-bit values in row-major order, with their shape. Immutable. */
public final class Data {
  private final float[] values;
  private final List<Integer> shape;

  private Data(float[] values, List<Integer> shape) {
    this.values = values;
    this.shape = shape;
  }

  /**
   * Copies {@code values}; without a shape they are a vector, shape [D].
   *
   * @throws IllegalArgumentException if the shape does not hold as many values
   */
  public static Data of(float[] values, int... shape) {
    int[] sizes = shape.length == 0 ? new int[] {values.length} : shape;
    long product = IntStream.of(sizes).asLongStream().reduce(1, (a, b) -> a * b);
    if (product != values.length || product == 0 || IntStream.of(sizes).anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException(
          "expected the values of shape %s, got %d"
              .formatted(Arrays.toString(sizes), values.length));
    }
    return new Data(values.clone(), IntStream.of(sizes).boxed().toList());
  }

  /** D, the number of values over all axes. */
  public int size() {
    return values.length;
  }

  /** Sizes of the axes, outermost first. */
  public List<Integer> shape() {
    return shape;
  }

  /** The value at {@code index} in row-major order, 0 to D - 1. */
  public float get(int index) {
    return values[index];
  }

  /** Copies all D values to {@code target} from {@code offset} on. */
  public void copyTo(float[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  /** A copy, shape [D]. */
  public float[] toArray() {
    return values.clone();
  }

  /** Whether no value is NaN or infinite. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Data that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Data" + shape;
  }
}
