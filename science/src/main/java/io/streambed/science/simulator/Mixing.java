package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** The noiseless map φ -> B tanh(A φ) of {@link TanhProjection}. Immutable. */
final class Mixing {
  private final double[] a;
  private final double[] b;
  private final int parameters;
  private final double gain;
  private final int number;

  /**
   * @param a A over the gain, shape [Q, Q] row-major
   * @param b B, shape [D, Q] row-major, columns of length 1 at right angles
   * @param parameters Q
   * @param gain above 0
   * @param number what the matrices were drawn from
   */
  Mixing(double[] a, double[] b, int parameters, double gain, int number) {
    this.a = a.clone();
    this.b = b.clone();
    this.parameters = parameters;
    this.gain = gain;
    this.number = number;
  }

  /** Of the matrices that L64X128Mix seeded by {@code number} gives, A first. */
  static Mixing draw(int parameters, int values, double gain, int number) {
    UniformRandomProvider random = RandomSource.L64_X128_MIX.create((long) number);
    double[] a = OrthonormalColumns.draw(parameters, parameters, random);
    return new Mixing(
        a, OrthonormalColumns.draw(values, parameters, random), parameters, gain, number);
  }

  /** Q. */
  int parameters() {
    return parameters;
  }

  /** D. */
  int values() {
    return b.length / parameters;
  }

  double gain() {
    return gain;
  }

  int number() {
    return number;
  }

  /** tanh(A φ), shape [Q]; parameters beyond the first Q are not read. */
  double[] hidden(Parameters phi) {
    double[] hidden = new double[parameters];
    for (int q = 0; q < parameters; q++) {
      double sum = 0;
      for (int p = 0; p < parameters; p++) {
        sum += a[q * parameters + p] * phi.get(p);
      }
      hidden[q] = Math.tanh(gain * sum);
    }
    return hidden;
  }

  /** B tanh(A φ), shape [D]. */
  double[] mean(Parameters phi) {
    double[] hidden = hidden(phi);
    double[] mean = new double[values()];
    for (int d = 0; d < mean.length; d++) {
      for (int q = 0; q < parameters; q++) {
        mean[d] += b[d * parameters + q] * hidden[q];
      }
    }
    return mean;
  }

  /** B' y, shape [Q]. */
  double[] projected(Data y) {
    double[] projected = new double[parameters];
    for (int d = 0; d < values(); d++) {
      for (int q = 0; q < parameters; q++) {
        projected[q] += b[d * parameters + q] * y.get(d);
      }
    }
    return projected;
  }
}
