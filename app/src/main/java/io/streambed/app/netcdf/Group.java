package io.streambed.app.netcdf;

import java.util.List;
import java.util.Map;

/**
 * A group of a file: every variable has the same two dimensions, each with a coordinate variable
 * that counts from 0.
 *
 * @param name of the group
 * @param rows the slower dimension, such as the chain
 * @param columns the faster dimension, such as the draw
 * @param variables at least one
 * @param attributes of the group by name: texts, whole numbers ({@link Long}) or {@link Double}
 */
public record Group(
    String name,
    Dimension rows,
    Dimension columns,
    List<Variable> variables,
    Map<String, Object> attributes) {

  public Group {
    variables = List.copyOf(variables);
    attributes = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(attributes));
    Names.require(name);
    attributes.keySet().forEach(Names::require);
    Names.requireDistinct(rows, columns, variables);
    for (Variable variable : variables) {
      if (variable.size() != rows.size() * columns.size()) {
        throw new IllegalArgumentException(
            "expected variable %s [%d, %d], got %d values"
                .formatted(variable.name(), rows.size(), columns.size(), variable.size()));
      }
    }
  }

  /**
   * A dimension.
   *
   * @param name also of its coordinate variable
   * @param size at least 1
   */
  public record Dimension(String name, int size) {
    public Dimension {
      Names.require(name);
      if (size < 1) {
        throw new IllegalArgumentException(
            "expected size >= 1 of %s, got %d".formatted(name, size));
      }
    }
  }
}
