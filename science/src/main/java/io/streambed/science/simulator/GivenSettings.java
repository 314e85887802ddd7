package io.streambed.science.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A simulator's settings as an experiment file gave them, read with checks; each error names the
 * setting.
 */
final class GivenSettings {
  private final String simulator;
  private final Map<String, Object> values;

  private GivenSettings(String simulator, Map<String, Object> values) {
    this.simulator = simulator;
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if a name is not among {@code known}
   */
  static GivenSettings of(String simulator, Map<String, Object> values, List<String> known) {
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected settings of simulator %s among %s, got %s"
              .formatted(simulator, known, unknown));
    }
    return new GivenSettings(simulator, Map.copyOf(values));
  }

  /** A whole number of at least {@code least}. */
  int wholeNumber(String name, int fallback, int least) {
    Object value = values.getOrDefault(name, fallback);
    if (value instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= least) {
      return number.intValue();
    }
    throw refused(name, "a whole number >= " + least, value);
  }

  /** A finite number, not negative, and above 0 if {@code positive}. */
  double number(String name, double fallback, boolean positive) {
    Object value = values.getOrDefault(name, fallback);
    if (value instanceof Number number
        && Double.isFinite(number.doubleValue())
        && (positive ? number.doubleValue() > 0 : number.doubleValue() >= 0)) {
      return number.doubleValue();
    }
    throw refused(name, positive ? "a number > 0" : "a number >= 0", value);
  }

  /** One of {@code choices}. */
  String choice(String name, String fallback, List<String> choices) {
    Object value = values.getOrDefault(name, fallback);
    if (value instanceof String text && choices.contains(text)) {
      return text;
    }
    throw refused(name, "one of " + choices, value);
  }

  private IllegalArgumentException refused(String name, String expected, Object value) {
    return new IllegalArgumentException(
        "expected %s as setting %s of simulator %s, got %s"
            .formatted(expected, name, simulator, value));
  }
}
