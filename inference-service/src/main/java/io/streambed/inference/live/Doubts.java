package io.streambed.inference.live;

import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What speaks against trusting a posterior, in words for people. */
final class Doubts {
  /** Above it a tail has no finite variance to speak of (arXiv 1507.02646). */
  private static final double PARETO = 0.7;

  private static final double LEAST_EFFECTIVE_SHARE = 0.1;

  /** Deviations of log Z among held-out data beyond which an observation is unlike them. */
  private static final double FAR = 4;

  private static final double LOST_MASS = 0.05;

  private Doubts() {}

  static List<String> of(Posterior posterior) {
    Trust trust = posterior.trust();
    List<String> doubts = new ArrayList<>();
    if (posterior.status() == Posterior.Status.DEADLINE) {
      doubts.add("the deadline came before all draws");
    } else if (posterior.status() == Posterior.Status.DEGRADED) {
      doubts.add("no sampler met its own criteria");
    }
    double share = trust.effectiveSampleSize() / posterior.draws().size();
    if (share < LEAST_EFFECTIVE_SHARE) {
      doubts.add(say("effective sample size is %.1f %% of the draws", 100 * share));
    }
    if (trust.paretoK() > PARETO) {
      doubts.add(say("Pareto k of the weights is %.2f, above 0.7", trust.paretoK()));
    }
    double score = trust.logNormaliserScore();
    if (Math.abs(score) > FAR && Double.isFinite(score)) {
      doubts.add(say("unlike simulated data: log Z lies %.1f deviations out", score));
    }
    mass(doubts, trust.cutMass(), "lies outside of what was simulated");
    mass(doubts, trust.boundExcess(), "lies above the rejection's bound");
    mass(doubts, trust.leakedMass(), "leaked beyond the prior");
    return List.copyOf(doubts);
  }

  private static void mass(List<String> doubts, double share, String where) {
    if (share > LOST_MASS) {
      doubts.add(say("%.0f %% of the mass %s", 100 * share, where));
    }
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
