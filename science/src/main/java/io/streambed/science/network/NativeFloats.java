package io.streambed.science.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * 32-bit values outside the Java heap that arrays of the engine look into without a copy.
 *
 * <p>The owner keeps this object reachable, and its values unchanged, for as long as a view or a
 * graph that saw one is alive.
 */
final class NativeFloats {
  private static final int ALIGNMENT = 64;
  private final ByteBuffer bytes;
  private final FloatBuffer values;

  /**
   * @param capacity number of values
   */
  NativeFloats(int capacity) {
    long size = (long) capacity * Float.BYTES;
    long whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
    bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(whole))
            .alignedSlice(ALIGNMENT)
            .slice(0, (int) size)
            .order(ByteOrder.nativeOrder());
    values = bytes.asFloatBuffer();
  }

  /** How many values fit. */
  int capacity() {
    return values.capacity();
  }

  /** This memory if {@code size} values fit, else another in which they do. */
  NativeFloats holding(int size) {
    return size <= capacity() ? this : new NativeFloats(size);
  }

  /** Copies {@code count} values of {@code source} from {@code from} to place {@code at}. */
  void put(int at, float[] source, int from, int count) {
    values.put(at, source, from, count);
  }

  /** An array of {@code shape} over the values from place {@code at} on. */
  NDArray view(NDManager manager, int at, Shape shape) {
    int size = Math.toIntExact(shape.size());
    ByteBuffer part =
        bytes.slice(at * Float.BYTES, size * Float.BYTES).order(ByteOrder.nativeOrder());
    return manager.create(part, shape, DataType.FLOAT32);
  }
}
