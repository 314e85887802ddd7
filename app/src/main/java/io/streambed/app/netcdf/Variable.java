package io.streambed.app.netcdf;

import java.util.Map;

/** A variable of doubles over both dimensions of its group, the last one fastest. Immutable. */
public final class Variable {
  private final String name;
  private final double[] values;
  private final Map<String, Object> attributes;

  private Variable(String name, double[] values, Map<String, Object> attributes) {
    this.name = name;
    this.values = values;
    this.attributes = attributes;
  }

  /**
   * Copies {@code values}.
   *
   * @param attributes texts, whole numbers ({@link Long}) or {@link Double}
   * @throws IllegalArgumentException if a name is none of NetCDF's
   */
  public static Variable of(String name, double[] values, Map<String, Object> attributes) {
    Names.require(name);
    attributes.keySet().forEach(Names::require);
    return new Variable(name, values.clone(), Map.copyOf(attributes));
  }

  String name() {
    return name;
  }

  /** How many values. */
  public int size() {
    return values.length;
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  /** The values as they lie in the file. */
  byte[] bytes() {
    LittleEndian bytes = new LittleEndian();
    for (double value : values) {
      bytes.real(value);
    }
    return bytes.toArray();
  }
}
