package io.streambed.app.export;

import io.streambed.science.Draws;
import java.util.stream.IntStream;

/** Draws for readers that know no weights. */
public final class EqualDraws {
  private EqualDraws() {}

  /** Whether every draw weighs the same, but for rounding. */
  public static boolean equal(Draws draws) {
    double fair = 1.0 / draws.size();
    return IntStream.range(0, draws.size())
        .allMatch(s -> Math.abs(draws.weight(s) - fair) <= 1e-9 * fair);
  }

  /**
   * As many equally weighted draws, each of {@code draws} as often as its weight says, to less than
   * one: those at the middles of S equal shares of the cumulative weight. The same for the same
   * draws; {@code draws} itself if all weigh the same.
   */
  public static Draws of(Draws draws) {
    if (equal(draws)) {
      return draws;
    }
    int size = draws.size();
    int parameters = draws.parameters();
    double[] values = new double[size * parameters];
    int s = 0;
    double passed = draws.weight(0);
    for (int i = 0; i < size; i++) {
      double position = (i + 0.5) / size;
      while (passed <= position && s < size - 1) {
        passed += draws.weight(++s);
      }
      for (int p = 0; p < parameters; p++) {
        values[i * parameters + p] = draws.get(s, p);
      }
    }
    return Draws.of(parameters, values);
  }
}
