package io.streambed.science.prior;

import java.util.function.DoubleUnaryOperator;

/**
 * The cumulative distribution of a density on -40 to 40, by the trapezoidal rule on a grid of
 * 0.001.
 */
final class CumulativeMass {
  private static final double END = 40;
  private static final double CELL = 1e-3;

  private final double[] cumulative = new double[(int) Math.round(2 * END / CELL) + 1];

  CumulativeMass(DoubleUnaryOperator logDensity) {
    double before = 0;
    for (int i = 1; i < cumulative.length; i++) {
      double density = Math.exp(logDensity.applyAsDouble(-END + i * CELL));
      cumulative[i] = cumulative[i - 1] + CELL * (before + density) / 2;
      before = density;
    }
  }

  double at(double u) {
    double position = Math.max(0, Math.min((u + END) / CELL, cumulative.length - 1.000001));
    int cell = (int) position;
    double share = position - cell;
    return Math.min(1, (1 - share) * cumulative[cell] + share * cumulative[cell + 1]);
  }
}
