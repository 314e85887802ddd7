package io.streambed.app.netcdf;

import io.streambed.app.netcdf.Group.Dimension;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What NetCDF allows as a name. */
final class Names {
  private static final int MOST_BYTES = 256;

  private Names() {}

  /**
   * @throws IllegalArgumentException if {@code name} is empty, too long, begins or ends with a
   *     space, is a path, or holds a slash or a control character
   */
  static void require(String name) {
    boolean fits =
        !name.isBlank()
            && name.equals(name.strip())
            && !name.equals(".")
            && !name.equals("..")
            && name.indexOf('/') < 0
            && name.codePoints().noneMatch(Character::isISOControl)
            && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= MOST_BYTES;
    if (!fits) {
      throw new IllegalArgumentException(
          "expected a name that NetCDF allows (no slash, no control character, no space at its ends, at most %d bytes), got \"%s\""
              .formatted(MOST_BYTES, name));
    }
  }

  /**
   * @throws IllegalArgumentException if a name stands twice in a group
   */
  static void requireDistinct(Dimension rows, Dimension columns, List<Variable> variables) {
    Set<String> names = new HashSet<>(List.of(rows.name()));
    names.add(columns.name());
    for (Variable variable : variables) {
      if (!names.add(variable.name())) {
        throw new IllegalArgumentException(
            "expected variables of different names, none of them %s or %s as the dimensions are called, got %s"
                .formatted(rows.name(), columns.name(), variable.name()));
      }
    }
  }
}
