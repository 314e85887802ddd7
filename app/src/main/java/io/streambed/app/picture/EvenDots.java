package io.streambed.app.picture;

import io.streambed.app.export.EqualDraws;
import io.streambed.science.Draws;

/** Draws in an order in which any first part of them stands for all. */
final class EvenDots {
  /** The golden section: multiples of it, without their whole part, are spread evenly. */
  private static final double SECTION = 0.6180339887498949;

  private EvenDots() {}

  /** The same draws, equally weighted, in another order; always the same for the same draws. */
  static Draws shuffled(Draws draws) {
    Draws equal = EqualDraws.of(draws);
    int size = equal.size();
    Integer[] order = new Integer[size];
    double[] key = new double[size];
    for (int s = 0; s < size; s++) {
      order[s] = s;
      key[s] = s * SECTION % 1;
    }
    java.util.Arrays.sort(order, (a, b) -> Double.compare(key[a], key[b]));
    int parameters = equal.parameters();
    double[] values = new double[size * parameters];
    for (int s = 0; s < size; s++) {
      for (int p = 0; p < parameters; p++) {
        values[s * parameters + p] = equal.get(order[s], p);
      }
    }
    return Draws.of(parameters, values);
  }
}
