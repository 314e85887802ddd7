package io.streambed.inference.document;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A list of numbers that takes eight bytes for each. Immutable. */
final class Numbers extends AbstractList<Double> implements RandomAccess {
  private final double[] values;

  private Numbers(double[] values) {
    this.values = values;
  }

  static Numbers of(int size, IntToDoubleFunction value) {
    return new Numbers(IntStream.range(0, size).mapToDouble(value).toArray());
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
