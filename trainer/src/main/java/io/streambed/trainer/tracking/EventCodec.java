package io.streambed.trainer.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * TensorBoard's events: the few fields of tensorflow.Event that are needed, as protobuf, in the
 * frames of TFRecord. No library on Maven Central writes them without TensorFlow's native code or
 * classes for a runtime of protobuf that is long gone.
 */
final class EventCodec {
  private static final int DOUBLE = 1;
  private static final int BYTES = 2;
  private static final int FLOAT = 5;

  private EventCodec() {}

  /** What every file begins with. */
  static byte[] version(Instant time) {
    return frame(event(time, 0).text(3, "brain.Event:2").toArray());
  }

  /**
   * From here on a session writes anew: what earlier files hold of {@code step} or later is void.
   */
  static byte[] start(Instant time, long step) {
    return frame(event(time, step).bytes(7, new Message().number(1, 1)).toArray());
  }

  /** One value of one curve. */
  static byte[] scalar(Point point) {
    Message value = new Message().text(1, point.tag()).real(2, (float) point.value());
    Message summary = new Message().bytes(1, value);
    return frame(event(point.time(), point.step()).bytes(5, summary).toArray());
  }

  /** Length, its checksum, content, its checksum. */
  static byte[] frame(byte[] content) {
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(content.length)
            .array();
    return ByteBuffer.allocate(content.length + Long.BYTES + 2 * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(masked(length))
        .put(content)
        .putInt(masked(content))
        .array();
  }

  /** CRC-32C, rotated and moved, since data that hold their own checksum weaken it. */
  private static int masked(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return Integer.rotateRight((int) checksum.getValue(), 15) + 0xa282ead8;
  }

  private static Message event(Instant time, long step) {
    double seconds = time.getEpochSecond() + time.getNano() / 1e9;
    Message event = new Message().key(1, DOUBLE).little(Double.doubleToRawLongBits(seconds), 8);
    // A zero is left out, as protobuf leaves it out.
    return step == 0 ? event : event.number(2, step);
  }

  /** A message of protobuf; a field is its number and its type, then its value. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
      return key(field, 0).varint(value);
    }

    Message real(int field, float value) {
      return key(field, FLOAT).little(Float.floatToRawIntBits(value), 4);
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, Message value) {
      return bytes(field, value.toArray());
    }

    Message key(int field, int type) {
      return varint((long) field << 3 | type);
    }

    Message little(long value, int width) {
      for (int i = 0; i < width; i++) {
        bytes.write((int) (value >>> (8 * i)));
      }
      return this;
    }

    byte[] toArray() {
      return bytes.toByteArray();
    }

    private Message bytes(int field, byte[] value) {
      key(field, BYTES).varint(value.length).bytes.writeBytes(value);
      return this;
    }

    private Message varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
      return this;
    }
  }
}
