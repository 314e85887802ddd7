package io.streambed.science.simulator;

import io.streambed.science.Parameters;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.TruncatedNormal;
import java.util.List;

/**
 * The lynx and hare record of 1900 to 1920, its priors, and the means of its published posterior.
 */
final class HudsonBay {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Thousand pelts: 21 years of hare, then 21 of lynx. */
  static final List<Double> PELTS =
      List.of(
          30.0, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22.0, 25.4, 27.1, 40.3, 57.0, 76.6, 52.3,
          19.5, 11.2, 7.6, 14.6, 16.2, 24.7, 4.0, 6.1, 9.8, 35.2, 59.4, 41.7, 19.0, 13.0, 8.3, 9.1,
          7.4, 8.0, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1, 8.6);

  /** posteriordb, hudson_lynx_hare-lotka_volterra. */
  static final Parameters POSTERIOR_MEAN =
      Parameters.of(0.547, 0.0277, 0.800, 0.0241, 34.0, 5.94, 0.248, 0.251);

  static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(
              List.of(
                  "alpha", "beta", "gamma", "delta", "hare0", "lynx0", "sigma_hare", "sigma_lynx"),
              List.of(
                  "1/year",
                  "1/(year kpelt)",
                  "1/year",
                  "1/(year kpelt)",
                  "kpelt",
                  "kpelt",
                  "1",
                  "1")),
          List.of(
              new TruncatedNormal(1, 0.5, 0, INFINITY),
              new TruncatedNormal(0.05, 0.05, 0, INFINITY),
              new TruncatedNormal(1, 0.5, 0, INFINITY),
              new TruncatedNormal(0.05, 0.05, 0, INFINITY),
              new LogNormal(Math.log(10), 1),
              new LogNormal(Math.log(10), 1),
              new LogNormal(-1, 1),
              new LogNormal(-1, 1)));

  private HudsonBay() {}
}
