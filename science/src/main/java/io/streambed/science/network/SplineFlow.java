package io.streambed.science.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Conditional density q(u | y) of a neural spline flow (arXiv 1906.04032), the estimator of NPE-C
 * (arXiv 1905.07488): u passes couplings, each followed by a linear mix, and ends as z ~ N(0, I).
 *
 * <pre>
 * log q(u | y) = log N(z; 0, I) + Σ log |det of each step|
 * </pre>
 *
 * <p>u, [B, P], and the context y, [N, C], are standardised. This is the form of the flow only: its
 * weights stand in the caller's layout, {@link SplineDensity} evaluates and draws, {@link
 * SplineGradient} trains.
 */
final class SplineFlow {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final SplineSettings settings;
  private final List<Stage> stages = new ArrayList<>();

  /** A coupling and the mix behind it. */
  record Stage(SplineCoupling coupling, LinearMix mix) {}

  /** Declares its weights as {@code name.coupling0.stem.weight}, {@code name.mix0.factors} ... */
  SplineFlow(WeightLayout layout, String name, SplineSettings settings) {
    this.settings = settings;
    for (int i = 0; i < settings.couplings(); i++) {
      stages.add(
          new Stage(
              new SplineCoupling(layout, name + ".coupling" + i, settings, i),
              LinearMix.declare(layout, name + ".mix" + i, settings.parameters())));
    }
  }

  SplineSettings settings() {
    return settings;
  }

  /** In the order from u to z. */
  List<Stage> stages() {
    return stages;
  }

  /**
   * Rows of {@code u}, [B, P].
   *
   * @throws IllegalArgumentException if these are no whole rows
   */
  int rows(float[] u) {
    int rows = u.length / settings.parameters();
    if (rows * settings.parameters() != u.length) {
      throw new IllegalArgumentException(
          "expected u [B, %d], got %d values".formatted(settings.parameters(), u.length));
    }
    return rows;
  }

  /** In double precision, in which every stage works, so that the inverse comes back exactly. */
  static double[] widened(float[] u) {
    double[] values = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      values[i] = u[i];
    }
    return values;
  }

  /** Adds log N(z; 0, I), z [B, P], to {@code logDensity}, [B]. */
  void addBase(double[] z, double[] logDensity) {
    int size = settings.parameters();
    for (int row = 0; row < logDensity.length; row++) {
      double squares = 0;
      for (int p = 0; p < size; p++) {
        double value = z[row * size + p];
        squares += value * value;
      }
      logDensity[row] -= 0.5 * squares + size * HALF_LOG_TWO_PI;
    }
  }

  /** Slopes of a loss by z, [B, P], from those by the log densities: d log N(z; 0, I) / dz = -z. */
  double[] baseSlopes(double[] z, double[] byLogDensity) {
    double[] slopes = new double[z.length];
    int size = settings.parameters();
    for (int i = 0; i < z.length; i++) {
      slopes[i] = -z[i] * byLogDensity[i / size];
    }
    return slopes;
  }
}
