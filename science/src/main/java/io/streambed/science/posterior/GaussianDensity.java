package io.streambed.science.posterior;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** N(m, k C) of P coordinates, with its constant; k is a scale that callers choose. */
final class GaussianDensity {
  private final double[] mean;

  /** Cholesky factor L of C = L L', lower, [P, P] row-major. */
  private final double[] factor;

  private final double logDeterminantOfFactor;

  /**
   * @param mean m, shape [P]
   * @param covariance C, shape [P, P] row-major; 1e-9 of the diagonal is added, so that a
   *     coordinate without spread of its own does no harm
   */
  GaussianDensity(double[] mean, double[] covariance) {
    int p = mean.length;
    this.mean = mean.clone();
    this.factor = new double[p * p];
    double logDeterminant = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = covariance[i * p + j];
        if (i == j) {
          sum += 1e-9 * sum + Double.MIN_NORMAL;
        }
        for (int k = 0; k < j; k++) {
          sum -= factor[i * p + k] * factor[j * p + k];
        }
        if (i != j) {
          factor[i * p + j] = sum / factor[j * p + j];
        } else {
          double floor = 1e-12 * covariance[i * p + i] + Double.MIN_NORMAL;
          factor[i * p + i] = Math.sqrt(Math.max(sum, floor));
          logDeterminant += Math.log(factor[i * p + i]);
        }
      }
    }
    this.logDeterminantOfFactor = logDeterminant;
  }

  /** Fitted to the mean and covariance of rows {@code from} to {@code to} - 1 of u, [N, P]. */
  static GaussianDensity fit(double[] u, int p, int from, int to) {
    double[] mean = new double[p];
    for (int n = from; n < to; n++) {
      for (int i = 0; i < p; i++) {
        mean[i] += u[n * p + i];
      }
    }
    for (int i = 0; i < p; i++) {
      mean[i] /= to - from;
    }
    double[] covariance = new double[p * p];
    for (int n = from; n < to; n++) {
      for (int i = 0; i < p; i++) {
        double d = u[n * p + i] - mean[i];
        for (int j = 0; j <= i; j++) {
          covariance[i * p + j] += d * (u[n * p + j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i * p + j] /= to - from;
        covariance[j * p + i] = covariance[i * p + j];
      }
    }
    return new GaussianDensity(mean, covariance);
  }

  /** P. */
  int parameters() {
    return mean.length;
  }

  /** A source of standard normal numbers for {@link #sample}. */
  static ContinuousSampler normal(UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random);
  }

  /** A draw of N(m, scale² C) to row {@code row} of {@code target}, [N, P]. */
  void sample(double scale, ContinuousSampler normal, double[] target, int row) {
    int p = mean.length;
    double[] z = new double[p];
    for (int i = 0; i < p; i++) {
      z[i] = normal.sample();
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += factor[i * p + j] * z[j];
      }
      target[row * p + i] = mean[i] + scale * sum;
    }
  }

  /** Adds factor L r of a row of {@code r} to the row of {@code target}, both [N, P]. */
  void addCarried(double factor, double[] r, double[] target, int row) {
    int p = mean.length;
    for (int i = 0; i < p; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += this.factor[i * p + j] * r[row * p + j];
      }
      target[row * p + i] += factor * sum;
    }
  }

  /** Adds factor L' g of a row of {@code g} to the row of {@code target}, both [N, P]. */
  void addPulled(double factor, double[] g, double[] target, int row) {
    int p = mean.length;
    for (int j = 0; j < p; j++) {
      double sum = 0;
      for (int i = j; i < p; i++) {
        sum += this.factor[i * p + j] * g[row * p + i];
      }
      target[row * p + j] += factor * sum;
    }
  }

  /** log N(u; m, scale² C), nats, of row {@code row} of {@code u}, [N, P]. */
  double logDensity(double scale, double[] u, int row) {
    return -0.5 * squaredDistance(u, row) / (scale * scale)
        - logDeterminantOfFactor
        - mean.length * (Math.log(scale) + 0.5 * Math.log(2 * Math.PI));
  }

  /** log N(m; m, C), nats, the density's largest. */
  double logPeak() {
    return -logDeterminantOfFactor - 0.5 * mean.length * Math.log(2 * Math.PI);
  }

  /** (u - m)' C⁻¹ (u - m) of row {@code row} of {@code u}, [N, P]. */
  double squaredDistance(double[] u, int row) {
    double[] z = new double[mean.length];
    whiten(u, row, z, 0);
    double squares = 0;
    for (double value : z) {
      squares += value * value;
    }
    return squares;
  }

  /** L⁻¹ (u - m) of row {@code row} of {@code u}, [N, P], to row {@code to} of {@code z}, alike. */
  void whiten(double[] u, int row, double[] z, int to) {
    int p = mean.length;
    for (int i = 0; i < p; i++) {
      double sum = u[row * p + i] - mean[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[i * p + j] * z[to * p + j];
      }
      z[to * p + i] = sum / factor[i * p + i];
    }
  }
}
