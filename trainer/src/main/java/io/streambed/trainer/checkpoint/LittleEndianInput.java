package io.streambed.trainer.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link LittleEndianOutput} wrote. */
final class LittleEndianInput {
  private final InputStream in;

  LittleEndianInput(InputStream in) {
    this.in = in;
  }

  /** Reads one item. */
  interface Item<T> {
    T read() throws IOException;
  }

  int readInt() throws IOException {
    return exactly(4).getInt();
  }

  long readLong() throws IOException {
    return exactly(8).getLong();
  }

  double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  boolean readBoolean() throws IOException {
    return exactly(1).get() != 0;
  }

  Duration readDuration() throws IOException {
    return Duration.ofNanos(readLong());
  }

  byte[] readBytes() throws IOException {
    return exactly(readInt()).array();
  }

  String readText() throws IOException {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  double[] readDoubles() throws IOException {
    ByteBuffer bytes = exactly(readInt());
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }

  float[] readFloats() throws IOException {
    ByteBuffer bytes = exactly(readInt());
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  <T> List<T> readList(Item<T> reader) throws IOException {
    int size = readInt();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(reader.read());
    }
    return items;
  }

  private ByteBuffer exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("expected %d bytes, got %d".formatted(count, bytes.length));
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
