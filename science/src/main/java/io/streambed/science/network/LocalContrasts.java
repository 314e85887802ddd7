package io.streambed.science.network;

import io.streambed.science.ContrastSettings.Local;
import io.streambed.science.Outcome;
import io.streambed.science.network.SeededGenerator.Purpose;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Contrasts near each pair's own parameters (conditional noise-contrastive estimation, Ceylan and
 * Gutmann, arXiv 1806.03664): in unbounded coordinates the centre is c = u + σ e_0 and contrast k
 * is c + σ e_k, with e from a symmetric distribution of the proposal's own covariance and log σ
 * uniform.
 *
 * <p>Given c, own parameters and contrasts can be exchanged but for the proposal's density p~: the
 * odds of u_k against u are exp(s_k - s) p~(u_k) / p~(u) at the optimum s = log r. So no weights
 * are needed, and no batch bounds what can be shown.
 */
final class LocalContrasts {
  /** Draws whose differences are the e; half a million of them. */
  private static final int DRAWS = 1024;

  private final Local settings;
  private final Prior prior;
  private final Proposal proposal;
  private final long seed;
  private final double[][] draws = new double[DRAWS][];

  LocalContrasts(Local settings, LearningTask task, long seed) {
    this.settings = settings;
    this.prior = task.prior();
    this.proposal = task.proposal();
    this.seed = seed;
    UniformRandomProvider random = SeededGenerator.of(seed, Purpose.LOCAL_CONTRASTS, -1);
    for (int d = 0; d < DRAWS; d++) {
      draws[d] = prior.toUnbounded(proposal.sample(prior, random));
    }
  }

  /** K. */
  int count() {
    return settings.contrasts();
  }

  /**
   * Writes K contrasts of each pair, which seed and step determine; own parameters in place of
   * those outside the support.
   *
   * @param rows own units, B K rows from place {@code from} on, those of one pair together
   * @return log p~(u_k) - log p~(u), nats, [B, K]; negative infinity outside the support
   */
  float[] draw(List<Outcome.Pair> pairs, long step, double[] rows, int from) {
    UniformRandomProvider random = SeededGenerator.of(seed, Purpose.LOCAL_CONTRASTS, step);
    int contrasts = settings.contrasts();
    float[] logarithms = new float[pairs.size() * contrasts];
    int at = from;
    for (int i = 0; i < pairs.size(); i++) {
      double[] own = pairs.get(i).parameters().toArray();
      double[] u = prior.toUnbounded(own);
      double density = proposal.logDensityUnbounded(prior, u);
      double sigma =
          settings.smallest()
              * Math.pow(settings.largest() / settings.smallest(), random.nextDouble());
      double[] centre = moved(u, sigma, random);
      for (int k = 0; k < contrasts; k++) {
        double[] contrast = moved(centre, sigma, random);
        double odds = proposal.logDensityUnbounded(prior, contrast) - density;
        boolean inside = odds > Double.NEGATIVE_INFINITY && odds < Double.POSITIVE_INFINITY;
        logarithms[i * contrasts + k] = inside ? (float) odds : Float.NEGATIVE_INFINITY;
        double[] x = inside ? prior.fromUnbounded(contrast) : own;
        System.arraycopy(x, 0, rows, at, x.length);
        at += x.length;
      }
    }
    return logarithms;
  }

  /** u + σ e, where e is the difference of two draws over the root of 2. */
  private double[] moved(double[] u, double sigma, UniformRandomProvider random) {
    double[] plus = draws[random.nextInt(DRAWS)];
    double[] minus = draws[random.nextInt(DRAWS)];
    double[] moved = new double[u.length];
    for (int p = 0; p < u.length; p++) {
      moved[p] = u[p] + sigma * Math.sqrt(0.5) * (plus[p] - minus[p]);
    }
    return moved;
  }
}
