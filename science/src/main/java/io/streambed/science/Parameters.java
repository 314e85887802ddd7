package io.streambed.science;

import java.util.Arrays;

/**
 * Parameter values φ, shape [P], in the order and the units of the experiment's prior. Immutable.
 */
public final class Parameters {
  private final double[] values;

  private Parameters(double[] values) {
    this.values = values;
  }

  /**
   * Copies {@code values}, shape [P].
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Parameters of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one parameter, got none");
    }
    return new Parameters(values.clone());
  }

  /** P, the number of parameters. */
  public int size() {
    return values.length;
  }

  /** Value of the parameter at {@code index}, 0 to P - 1. */
  public double get(int index) {
    return values[index];
  }

  /** A copy, shape [P]. */
  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
