package io.streambed.science.prior;

import java.util.HashSet;
import java.util.List;

/** Names and units of the parameters, in their fixed order; P of them. */
public record ParameterSpace(List<String> names, List<String> units) {

  /**
   * @throws IllegalArgumentException if there is no name, one is blank or stands twice, or units
   *     are not as many ("1" for a pure number)
   */
  public ParameterSpace {
    names = List.copyOf(names);
    units = List.copyOf(units);
    if (names.isEmpty() || names.size() != units.size()) {
      throw new IllegalArgumentException(
          "expected as many units as names, at least one, got %d and %d"
              .formatted(units.size(), names.size()));
    }
    if (names.stream().anyMatch(String::isBlank) || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("expected distinct names, got " + names);
    }
  }

  /** P. */
  public int size() {
    return names.size();
  }
}
