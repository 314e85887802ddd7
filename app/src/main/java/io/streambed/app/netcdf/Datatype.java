package io.streambed.app.netcdf;

/**
 * Descriptions of types: datatype messages of version 1 (HDF5 File Format Specification, IV.A.2.d).
 */
final class Datatype {
  /** Signed whole numbers of 8 bytes. */
  static final byte[] WHOLE = head(0, 0x08, 0, 8).u16(0).u16(64).toArray();

  /** IEEE 754 of 8 bytes: sign at bit 63, 11 bits of exponent from bit 52, bias 1023. */
  static final byte[] REAL =
      head(1, 0x20, 63, 8).u16(0).u16(64).u8(52).u8(11).u8(0).u8(52).u32(1023).toArray();

  /** References to objects. */
  static final byte[] REFERENCE = head(7, 0, 0, 8).toArray();

  /** Sequences of such references, in the global heap. */
  static final byte[] REFERENCES = head(9, 0, 0, 16).raw(REFERENCE).toArray();

  private Datatype() {}

  /** Text in UTF-8 of {@code bytes} bytes, the last one zero. */
  static byte[] text(int bytes) {
    return head(3, 0x10, 0, bytes).toArray();
  }

  private static LittleEndian head(int kind, int firstBits, int secondBits, int size) {
    return new LittleEndian().u8(1 << 4 | kind).u8(firstBits).u8(secondBits).u8(0).u32(size);
  }
}
