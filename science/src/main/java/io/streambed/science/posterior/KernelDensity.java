package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Gaussian kernels at weighted points, in unbounded coordinates: Σ w_k N(u; u_k, h² C), with C the
 * weighted covariance of the points and h = bandwidth n^(-1 / (P + 4)), n the effective number of
 * points (Scott 1992, doi:10.1002/9780470316849). Immutable.
 */
public final class KernelDensity {
  /** A kernel so many nats below the nearest one is lost in the rounding of their sum. */
  private static final double NEGLIGIBLE = 40;

  private final int parameters;
  private final double[] centres;
  private final double[] weights;
  private final GaussianDensity kernel;
  private final double effective;

  /** The centres L⁻¹ u_k, where h² C = L L'. */
  private final double[] whitened;

  private KernelDensity(
      int parameters, double[] centres, double[] weights, GaussianDensity kernel) {
    this.parameters = parameters;
    this.centres = centres;
    this.weights = weights;
    this.kernel = kernel;
    effective = EffectiveSampleSize.of(weights);
    whitened = new double[centres.length];
    for (int k = 0; k < weights.length; k++) {
      kernel.whiten(centres, k, whitened, k);
    }
  }

  /**
   * The density of some points.
   *
   * @param u points, shape [K, P] row-major; copied
   * @param logWeights shape [K], up to one constant; at least one finite
   * @param bandwidth times Scott's rule, above 0
   */
  public static KernelDensity of(double[] u, double[] logWeights, double bandwidth) {
    int count = logWeights.length;
    int p = u.length / count;
    double[] weights = LogWeights.relative(logWeights, 1);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double[] mean = new double[p];
    for (int k = 0; k < count; k++) {
      weights[k] /= sum;
      for (int i = 0; i < p; i++) {
        mean[i] += weights[k] * u[k * p + i];
      }
    }
    double scott = Math.pow(EffectiveSampleSize.of(weights), -1.0 / (p + 4));
    double squared = bandwidth * bandwidth * scott * scott;
    double[] covariance = new double[p * p];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < p; i++) {
        double d = squared * weights[k] * (u[k * p + i] - mean[i]);
        for (int j = 0; j < p; j++) {
          covariance[i * p + j] += d * (u[k * p + j] - mean[j]);
        }
      }
    }
    return new KernelDensity(p, u.clone(), weights, new GaussianDensity(new double[p], covariance));
  }

  /** (Σ w)² / Σ w² of the points' weights, 1 to K. */
  public double effectiveSize() {
    return effective;
  }

  /** log of the density, nats, at row {@code row} of {@code u}, [N, P]. */
  public double logDensity(double[] u, int row) {
    double[] z = new double[parameters];
    kernel.whiten(u, row, z, 0);
    double[] exponents = new double[weights.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < weights.length; k++) {
      double squares = 0;
      for (int i = 0; i < parameters; i++) {
        double d = z[i] - whitened[k * parameters + i];
        squares += d * d;
      }
      exponents[k] = -0.5 * squares;
      highest = weights[k] > 0 ? Math.max(highest, exponents[k]) : highest;
    }
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      if (exponents[k] > highest - NEGLIGIBLE) {
        sum += weights[k] * Math.exp(exponents[k] - highest);
      }
    }
    return kernel.logPeak() + highest + Math.log(sum);
  }

  /** {@code count} draws, shape [count, P] row-major. */
  public double[] draw(int count, UniformRandomProvider random) {
    ContinuousSampler normal = GaussianDensity.normal(random);
    double[] u = new double[count * parameters];
    int[] picked = ImportanceResampling.indices(weights, count, random);
    for (int row = 0; row < count; row++) {
      kernel.sample(1, normal, u, row);
      for (int i = 0; i < parameters; i++) {
        u[row * parameters + i] += centres[picked[row] * parameters + i];
      }
    }
    return u;
  }
}
