package io.streambed.topics.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.streambed.proto.v1.DataType;
import io.streambed.proto.v1.Tensor;
import io.streambed.science.Data;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arrays as little-endian bytes with shape and type. */
final class Tensors {

  private static final int MOST_AXES = 8;

  private Tensors() {}

  /** A buffer for {@code count} values of {@code width} bytes. */
  static ByteBuffer allocate(int count, int width) {
    return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The tensor of a whole buffer, which must not be written any more. */
  static Tensor of(DataType type, List<Integer> shape, ByteBuffer buffer) {
    return Tensor.newBuilder()
        .setType(type)
        .addAllShape(shape)
        .setData(UnsafeByteOperations.unsafeWrap(buffer.array()))
        .build();
  }

  static Tensor of(float[] values, List<Integer> shape) {
    ByteBuffer buffer = allocate(values.length, Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return of(DataType.DATA_TYPE_FLOAT32, shape, buffer);
  }

  static Tensor of(double[] values, List<Integer> shape) {
    ByteBuffer buffer = allocate(values.length, Double.BYTES);
    buffer.asDoubleBuffer().put(values);
    return of(DataType.DATA_TYPE_FLOAT64, shape, buffer);
  }

  /** The values as 32-bit ones, whatever the type. */
  static float[] floats(String what, Tensor tensor) {
    int count = count(what, tensor);
    float[] values = new float[count];
    if (tensor.getType() == DataType.DATA_TYPE_FLOAT32) {
      bytes(tensor).asFloatBuffer().get(values);
    } else {
      ByteBuffer bytes = bytes(tensor);
      for (int i = 0; i < count; i++) {
        values[i] = (float) bytes.getDouble();
      }
    }
    return values;
  }

  /** The values as 64-bit ones, whatever the type. */
  static double[] doubles(String what, Tensor tensor) {
    int count = count(what, tensor);
    double[] values = new double[count];
    if (tensor.getType() == DataType.DATA_TYPE_FLOAT64) {
      bytes(tensor).asDoubleBuffer().get(values);
    } else {
      ByteBuffer bytes = bytes(tensor);
      for (int i = 0; i < count; i++) {
        values[i] = bytes.getFloat();
      }
    }
    return values;
  }

  /**
   * The values as 32-bit ones, with their shape.
   *
   * @throws IllegalArgumentException if one of them is NaN or infinite
   */
  static Data finite(String what, Tensor tensor) {
    float[] values = floats(what, tensor);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "expected finite %s, got %s at index %d of shape %s"
                .formatted(what, values[i], i, tensor.getShapeList()));
      }
    }
    return Data.of(values, shape(tensor, 0));
  }

  /** Sizes of the axes from {@code axis} on. */
  static int[] shape(Tensor tensor, int axis) {
    return tensor.getShapeList().stream().skip(axis).mapToInt(Integer::intValue).toArray();
  }

  private static ByteBuffer bytes(Tensor tensor) {
    ByteString data = tensor.getData();
    return data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int count(String what, Tensor tensor) {
    if (tensor.getShapeCount() > MOST_AXES) {
      throw new IllegalArgumentException(
          "expected %s of at most %d axes, got %d"
              .formatted(what, MOST_AXES, tensor.getShapeCount()));
    }
    long product = 1;
    for (int size : tensor.getShapeList()) {
      if (size < 0 || size > tensor.getData().size()) {
        throw mismatch(what, tensor);
      }
      product = Math.multiplyExact(product, (long) size);
    }
    if (product * width(what, tensor) != tensor.getData().size()) {
      throw mismatch(what, tensor);
    }
    return (int) product;
  }

  private static int width(String what, Tensor tensor) {
    return switch (tensor.getType()) {
      case DATA_TYPE_FLOAT32 -> Float.BYTES;
      case DATA_TYPE_FLOAT64 -> Double.BYTES;
      default ->
          throw new IllegalArgumentException(
              "expected %s of type FLOAT32 or FLOAT64, got %d"
                  .formatted(what, tensor.getTypeValue()));
    };
  }

  private static IllegalArgumentException mismatch(String what, Tensor tensor) {
    return new IllegalArgumentException(
        "expected %s with the bytes of shape %s, got %d bytes"
            .formatted(what, tensor.getShapeList(), tensor.getData().size()));
  }
}
