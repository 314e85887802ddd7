package io.streambed.trainer.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes numbers, texts and lists in little-endian order; {@link LittleEndianInput} reads them. */
final class LittleEndianOutput {
  private final OutputStream out;
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

  LittleEndianOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes one item. */
  interface Item<T> {
    void write(T item) throws IOException;
  }

  void writeInt(int value) throws IOException {
    out.write(number.putInt(0, value).array(), 0, 4);
  }

  void writeLong(long value) throws IOException {
    out.write(number.putLong(0, value).array(), 0, 8);
  }

  void writeDouble(double value) throws IOException {
    writeLong(Double.doubleToRawLongBits(value));
  }

  void writeBoolean(boolean value) throws IOException {
    out.write(value ? 1 : 0);
  }

  void writeDuration(Duration value) throws IOException {
    writeLong(value.toNanos());
  }

  void writeBytes(byte[] bytes) throws IOException {
    writeInt(bytes.length);
    out.write(bytes);
  }

  void writeText(String text) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  void writeDoubles(double[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    writeBytes(bytes.array());
  }

  void writeFloats(float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    writeBytes(bytes.array());
  }

  <T> void writeList(List<T> items, Item<T> writer) throws IOException {
    writeInt(items.size());
    for (T item : items) {
      writer.write(item);
    }
  }
}
