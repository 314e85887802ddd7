package io.streambed.science.network;

import ai.djl.ndarray.types.Shape;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings.Encoder;
import java.util.List;

/**
 * How an encoder reads data of a fixed shape: {@code repeats} rows of {@code channels} x {@code
 * length} values.
 *
 * @param repeats R for a sum of repeats, otherwise 1
 * @param channels values that are standardised one by one: D, the channels C, or the columns of a
 *     repeat
 * @param length T, convolved only, otherwise 1
 * @param convolved whether the last axis is time
 * @param repeated whether rows are repeats, whose embeddings add
 */
record InputShape(int repeats, int channels, int length, boolean convolved, boolean repeated) {

  /**
   * @throws IllegalArgumentException if the encoder cannot read data of that shape
   */
  static InputShape of(Encoder encoder, List<Integer> dataShape) {
    int axes = dataShape.size();
    int size = dataShape.stream().reduce(1, Math::multiplyExact);
    if (axes == 0 || size < 1) {
      throw new IllegalArgumentException("expected a data shape of values, got " + dataShape);
    }
    return switch (encoder) {
      case PERCEPTRON -> new InputShape(1, size, 1, false, false);
      case CONVOLUTION -> {
        if (axes > 2) {
          throw new IllegalArgumentException(
              "expected data [T] or [C, T] for CONVOLUTION, got " + dataShape);
        }
        int length = dataShape.get(axes - 1);
        yield new InputShape(1, size / length, length, true, false);
      }
      case SUM_OF_REPEATS -> {
        if (axes != 2) {
          throw new IllegalArgumentException(
              "expected data [R, D] for SUM_OF_REPEATS, got " + dataShape);
        }
        yield new InputShape(dataShape.get(0), dataShape.get(1), 1, false, true);
      }
    };
  }

  /** Values of one row. */
  int rowSize() {
    return channels * length;
  }

  /** Values of one item of data. */
  int size() {
    return repeats * rowSize();
  }

  /**
   * @throws IllegalArgumentException if {@code data} are not of this shape; repeats may be any
   *     number
   */
  void requireReadable(Data data) {
    boolean fits =
        repeated
            ? data.size() % rowSize() == 0 && data.shape().get(data.shape().size() - 1) == channels
            : data.size() == size();
    if (!fits) {
      throw new IllegalArgumentException(
          "expected data of %s, got %s"
              .formatted(repeated ? "rows of " + channels : size() + " values", data.shape()));
    }
  }

  /** Channel of the value at {@code index} of one item of data. */
  int channelOf(int index) {
    return index % rowSize() / length;
  }

  /** Shape of N rows as towers take them. */
  Shape rows(long n) {
    return convolved ? new Shape(n, channels, length) : new Shape(n, channels);
  }

  /** Shape of one figure for each channel, to be broadcast over rows. */
  Shape perChannel() {
    return convolved ? new Shape(1, channels, 1) : new Shape(1, channels);
  }
}
