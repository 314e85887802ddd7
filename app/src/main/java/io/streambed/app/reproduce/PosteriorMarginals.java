package io.streambed.app.reproduce;

import io.streambed.app.report.Chart.Marginal;
import io.streambed.app.report.Chart.Marginals;
import io.streambed.app.reproduce.Evidence.Answer;
import io.streambed.science.Draws;
import io.streambed.science.prior.Uniform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Draws of a posterior against exact densities, one parameter a panel. */
final class PosteriorMarginals {
  private static final int BINS = 40;

  /** Below this share of its peak a density is not drawn. */
  private static final double VISIBLE = 1e-3;

  private PosteriorMarginals() {}

  static Marginals of(Answer answer, ExactPosterior exact) {
    double[] masses = exact.masses(answer.pair().data());
    return new Marginals(
        IntStream.range(0, answer.posterior().space().size())
            .mapToObj(p -> panel(answer, exact, masses, p))
            .toList());
  }

  private static Marginal panel(Answer answer, ExactPosterior exact, double[] masses, int p) {
    Draws draws = answer.posterior().draws();
    Uniform interval = exact.interval(p);
    List<Double> places = exact.places(p);
    List<Double> density = exact.density(masses, p);
    double peak = Collections.max(density);
    double lower = draws.quantile(p, 0.001);
    double upper = draws.quantile(p, 0.999);
    for (int k = 0; k < density.size(); k++) {
      if (density.get(k) > VISIBLE * peak) {
        lower = Math.min(lower, places.get(k));
        upper = Math.max(upper, places.get(k));
      }
    }
    lower = Math.max(lower, interval.lower());
    upper = Math.min(upper, interval.upper());
    return new Marginal(
        answer.posterior().space().names().get(p),
        lower,
        upper,
        histogram(draws, p, lower, upper),
        places,
        density,
        answer.pair().parameters().get(p));
  }

  /**
   * Density of parameter {@code p} in equally wide bins, per own unit; of all draws, also those
   * beyond the ends.
   */
  static List<Double> histogram(Draws draws, int p, double lower, double upper) {
    double width = (upper - lower) / BINS;
    double[] shares = new double[BINS];
    for (int s = 0; s < draws.size(); s++) {
      int bin = (int) Math.floor((draws.get(s, p) - lower) / width);
      if (bin >= 0 && bin < BINS) {
        shares[bin] += draws.weight(s) / width;
      }
    }
    List<Double> densities = new ArrayList<>();
    for (double share : shares) {
      densities.add(share);
    }
    return densities;
  }
}
