package io.streambed.app.netcdf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that grow, with the numbers of HDF5: little-endian, lengths and addresses of 8 bytes. */
final class LittleEndian {
  /** An address that points nowhere. */
  static final long NOWHERE = -1;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The lowest {@code width} bytes of {@code value}. */
  LittleEndian number(long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  LittleEndian u8(int value) {
    return number(value, 1);
  }

  LittleEndian u16(int value) {
    return number(value, 2);
  }

  LittleEndian u32(long value) {
    return number(value, 4);
  }

  LittleEndian u64(long value) {
    return number(value, 8);
  }

  LittleEndian real(double value) {
    return u64(Double.doubleToRawLongBits(value));
  }

  /** ASCII without an end mark. */
  LittleEndian mark(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  LittleEndian raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  /** Zeros up to the next multiple of 8. */
  LittleEndian aligned() {
    return number(0, (8 - bytes.size() % 8) % 8);
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
