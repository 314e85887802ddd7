package io.streambed.app.netcdf;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The messages that describe one group or dataset (HDF5 File Format Specification, IV.A.1.a). */
final class ObjectHeader {
  private static final int DATASPACE = 0x01;
  private static final int LINK_INFO = 0x02;
  private static final int DATATYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LINK = 0x06;
  private static final int LAYOUT = 0x08;
  private static final int GROUP_INFO = 0x0A;
  private static final int ATTRIBUTE = 0x0C;
  private static final int MOST_BYTES = 0xFFF8;

  private final LittleEndian messages = new LittleEndian();
  private int count;
  private int links;

  /** A group's; its members are listed in the order of {@link #link}. */
  static ObjectHeader group(int members) {
    ObjectHeader header = new ObjectHeader();
    LittleEndian info = new LittleEndian().u8(0).u8(1).u64(members);
    header.message(LINK_INFO, info.u64(LittleEndian.NOWHERE).u64(LittleEndian.NOWHERE));
    header.message(GROUP_INFO, new LittleEndian().u8(0).u8(0));
    return header;
  }

  /** A dataset's, whose {@code bytes} bytes lie at {@code address} in one piece. */
  static ObjectHeader dataset(byte[] type, long address, long bytes, int... shape) {
    ObjectHeader header = new ObjectHeader();
    header.message(DATASPACE, space(shape));
    header.message(DATATYPE, new LittleEndian().raw(type));
    // Space is taken early; there is no fill value, since everything is written.
    header.message(FILL_VALUE, new LittleEndian().u8(2).u8(1).u8(2).u8(0));
    header.message(LAYOUT, new LittleEndian().u8(3).u8(1).u64(address).u64(bytes));
    return header;
  }

  /** A member of the group. */
  ObjectHeader link(String name, long address) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    // Flags: length of the name in 2 bytes, order of creation, character set.
    LittleEndian link = new LittleEndian().u8(1).u8(0x15).u64(links++).u8(1).u16(text.length);
    return message(LINK, link.raw(text).u64(address));
  }

  /** Attributes: texts, {@link Long} or {@link Double}. */
  ObjectHeader attributes(Map<String, Object> attributes) {
    attributes.forEach(
        (name, value) -> {
          if (value instanceof Double real) {
            attribute(name, Datatype.REAL, new LittleEndian().real(real));
          } else if (value instanceof Long whole) {
            attribute(name, Datatype.WHOLE, new LittleEndian().u64(whole));
          } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            attribute(name, Datatype.text(bytes.length + 1), new LittleEndian().raw(bytes).u8(0));
          } else {
            throw new IllegalArgumentException(
                "expected a text, Long or Double as attribute %s, got %s"
                    .formatted(name, value.getClass()));
          }
        });
    return this;
  }

  /** An attribute of this type and shape. */
  ObjectHeader attribute(String name, byte[] type, LittleEndian value, int... shape) {
    byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] space = space(shape).toArray();
    LittleEndian attribute = new LittleEndian().u8(3).u8(0);
    attribute.u16(text.length).u16(type.length).u16(space.length).u8(1);
    return message(ATTRIBUTE, attribute.raw(text).raw(type).raw(space).raw(value.toArray()));
  }

  byte[] toArray() {
    LittleEndian header = new LittleEndian().u8(1).u8(0).u16(count).u32(1);
    return header.u32(messages.size()).u32(0).raw(messages.toArray()).toArray();
  }

  private static LittleEndian space(int... shape) {
    LittleEndian space = new LittleEndian().u8(1).u8(shape.length).u8(0).u8(0).u32(0);
    for (int size : shape) {
      space.u64(size);
    }
    return space;
  }

  private ObjectHeader message(int kind, LittleEndian content) {
    byte[] body = content.aligned().toArray();
    if (body.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "expected an attribute of at most %d bytes, got %d".formatted(MOST_BYTES, body.length));
    }
    messages.u16(kind).u16(body.length).u32(0).raw(body);
    count++;
    return this;
  }
}
