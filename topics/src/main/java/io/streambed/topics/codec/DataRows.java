package io.streambed.topics.codec;

import io.streambed.proto.v1.Tensor;
import io.streambed.science.Data;
import java.util.Arrays;

/** The rows of a tensor [K, ...] one after the other. */
final class DataRows {
  private final float[] values;
  private final int[] shape;
  private final int size;
  private int next;

  private DataRows(float[] values, int[] shape, int size) {
    this.values = values;
    this.shape = shape;
    this.size = size;
  }

  /**
   * @throws IllegalArgumentException unless there are {@code rows} rows
   */
  static DataRows of(Tensor tensor, int rows) {
    if (rows == 0) {
      return new DataRows(new float[0], new int[0], 0);
    }
    if (tensor.getShapeCount() < 2 || tensor.getShape(0) != rows) {
      throw new IllegalArgumentException(
          "expected data [%d, ...], got %s".formatted(rows, tensor.getShapeList()));
    }
    float[] values = Tensors.floats("data", tensor);
    return new DataRows(values, Tensors.shape(tensor, 1), values.length / rows);
  }

  Data next() {
    int from = next;
    next += size;
    return Data.of(Arrays.copyOfRange(values, from, next), shape);
  }
}
