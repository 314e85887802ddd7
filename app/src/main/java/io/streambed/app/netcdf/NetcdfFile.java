package io.streambed.app.netcdf;

import io.streambed.app.netcdf.Group.Dimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A NetCDF-4 file: HDF5 with dimension scales (HDF5 File Format Specification, version 3.0;
 * netCDF-4 format specification). Only what {@link Group} can say: numbers lie uncompressed in one
 * piece, members in the order in which they were given.
 */
public final class NetcdfFile {
  private static final int SUPERBLOCK = 96;
  private static final int HEAP = 4096;
  private static final int HEAP_OBJECT = 16;

  private final LittleEndian body = new LittleEndian();

  private NetcdfFile() {}

  /**
   * The file's bytes.
   *
   * @param attributes of the file: texts, whole numbers ({@link Long}) or {@link Double}
   */
  public static byte[] of(List<Group> groups, Map<String, Object> attributes) {
    attributes.keySet().forEach(Names::require);
    NetcdfFile file = new NetcdfFile();
    ObjectHeader root = ObjectHeader.group(groups.size()).attributes(attributes);
    groups.forEach(group -> root.link(group.name(), file.group(group)));
    long address = file.append(root.toArray());
    return superblock(address, SUPERBLOCK + file.body.size()).raw(file.body.toArray()).toArray();
  }

  private long group(Group group) {
    Map<String, Long> members = new LinkedHashMap<>();
    members.put(group.rows().name(), coordinate(group.rows(), 0));
    members.put(group.columns().name(), coordinate(group.columns(), 1));
    LittleEndian scales = scales(List.copyOf(members.values()));
    for (Variable variable : group.variables()) {
      long data = append(variable.bytes());
      ObjectHeader header =
          ObjectHeader.dataset(
              Datatype.REAL,
              data,
              (long) variable.size() * Double.BYTES,
              group.rows().size(),
              group.columns().size());
      header.attribute("DIMENSION_LIST", Datatype.REFERENCES, scales, 2);
      members.put(variable.name(), append(header.attributes(variable.attributes()).toArray()));
    }
    ObjectHeader header = ObjectHeader.group(members.size()).attributes(group.attributes());
    members.forEach(header::link);
    return append(header.toArray());
  }

  private long coordinate(Dimension dimension, int id) {
    LittleEndian values = new LittleEndian();
    for (int i = 0; i < dimension.size(); i++) {
      values.u64(i);
    }
    long data = append(values.toArray());
    Map<String, Object> marks = new LinkedHashMap<>();
    marks.put("CLASS", "DIMENSION_SCALE");
    marks.put("NAME", dimension.name());
    return append(
        ObjectHeader.dataset(Datatype.WHOLE, data, values.size(), dimension.size())
            .attributes(marks)
            .attribute("_Netcdf4Dimid", Datatype.WHOLE, new LittleEndian().u64(id))
            .toArray());
  }

  /** For each dimension a sequence of one reference to its scale; the references are in a heap. */
  private LittleEndian scales(List<Long> addresses) {
    LittleEndian heap = new LittleEndian().mark("GCOL").u32(1).u64(HEAP);
    for (int i = 0; i < addresses.size(); i++) {
      heap.u16(i + 1).u16(1).u32(0).u64(Long.BYTES).u64(addresses.get(i));
    }
    int used = heap.size();
    // What is left is one object of number 0, whose size counts its own 16 bytes of heading.
    heap.u16(0).u16(0).u32(0).u64(HEAP - used).raw(new byte[HEAP - used - HEAP_OBJECT]);
    long address = append(heap.toArray());
    LittleEndian sequences = new LittleEndian();
    for (int i = 0; i < addresses.size(); i++) {
      sequences.u32(1).u64(address).u32(i + 1);
    }
    return sequences;
  }

  /** Puts {@code content} at the next multiple of 8, and returns its address. */
  private long append(byte[] content) {
    long address = SUPERBLOCK + body.aligned().size();
    body.raw(content);
    return address;
  }

  /** Of version 0, with the entry of the root group. */
  private static LittleEndian superblock(long root, long end) {
    LittleEndian block = new LittleEndian().u8(0x89).mark("HDF\r\n\u001a\n");
    block.u32(0).u8(0).u8(8).u8(8).u8(0).u16(4).u16(16).u32(0);
    block.u64(0).u64(LittleEndian.NOWHERE).u64(end).u64(LittleEndian.NOWHERE);
    return block.u64(0).u64(root).u32(0).u32(0).u64(0).u64(0);
  }
}
