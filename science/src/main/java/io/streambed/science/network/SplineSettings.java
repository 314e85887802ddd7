package io.streambed.science.network;

import io.streambed.science.NpeCSettings;

/**
 * Size of a neural spline flow.
 *
 * @param parameters P, length of u, at least 1
 * @param context C, length of what the density is conditioned on, at least 1
 * @param couplings number of couplings, each followed by a linear mix
 * @param bins K, bins of each spline, 2 to 500
 * @param bound splines bend within ± bound and are the identity outside
 * @param width of the hidden layers of a conditioner
 * @param blocks residual blocks of a conditioner
 */
record SplineSettings(
    int parameters, int context, int couplings, int bins, double bound, int width, int blocks) {
  private static final int MOST_BINS = NpeCSettings.MOST_BINS;

  SplineSettings {
    if (parameters < 1 || context < 1 || couplings < 1 || width < 1 || blocks < 0) {
      throw new IllegalArgumentException(
          "expected parameters, context, couplings and width >= 1, blocks >= 0, got %d, %d, %d, %d, %d"
              .formatted(parameters, context, couplings, width, blocks));
    }
    if (bins < 2 || bins > MOST_BINS || !(bound > 0 && bound < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected 2 to %d bins and a finite bound > 0, got %d and %s"
              .formatted(MOST_BINS, bins, bound));
    }
  }
}
