package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.diagnostics.ParetoTail;
import io.streambed.science.prior.Kernels;
import io.streambed.science.prior.Prior;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Importance sampling from a mixture that is fitted to the posterior in a few rounds (population
 * Monte Carlo: Cappé, Guillin, Marin, Robert 2004, doi:10.1198/106186004X12803), a tenth of the
 * work of tempered SMC where it serves.
 *
 * <p>The mixture is of Gaussian kernels around draws of the round before, which follow several
 * modes that are not far apart, and of one Gaussian of their moments, a little wider, which fits
 * many dimensions; the draws say how much of each. As long as the draws are too poor to fit the
 * posterior they fit a tempered one, the farthest that leaves enough of them effective; the first
 * round's are the bank's. The weights are exact whatever is fitted; whether they serve is judged by
 * their effective size and their tail.
 */
final class AdaptedImportance {

  /** Draws of a round that only looks for the posterior. */
  private static final int SCOUTS = 1024;

  /** Effective draws that a fit takes, for each parameter, and the fewest. */
  private static final int EFFECTIVE = 16;

  private static final int LEAST_EFFECTIVE = 128;

  /** Of the deviations of the one Gaussian: where the posterior is Gaussian, weights stay even. */
  private static final double WIDENING = 1.15;

  /** A round that does not raise the temperature's power by this factor does not follow it. */
  private static final double PROGRESS = 1.2;

  /** Steps of expectation maximisation for the share of that Gaussian, and its least. */
  private static final int SHARING = 8;

  private static final double LEAST_SHARE = 0.1;

  private final LadderSettings settings;
  private final TemperedTarget target;
  private final Prior prior;
  private final Deadline deadline;
  private final UniformRandomProvider random;

  AdaptedImportance(
      LadderSettings settings,
      TemperedTarget target,
      Prior prior,
      Deadline deadline,
      UniformRandomProvider random) {
    this.settings = settings;
    this.target = target;
    this.prior = prior;
    this.deadline = deadline;
    this.random = random;
  }

  /**
   * Weighted draws of the posterior.
   *
   * @param u in unbounded coordinates, shape [N, P]
   * @param weights up to a constant, shape [N]
   * @param effective their effective size
   * @param paretoK of their tail
   */
  record Outcome(double[] u, double[] weights, double effective, double paretoK) {}

  /** Draws with log weights, in unbounded coordinates. */
  private record Weighted(double[] u, double[] logWeights) {}

  /** {@code share} of it is one Gaussian, the rest kernels. */
  private record Mixture(Kernels kernels, Kernels whole, double share) {

    double[] sample(UniformRandomProvider random) {
      return (random.nextDouble() < share ? whole : kernels).sample(random);
    }

    double logDensity(double[] u) {
      double first = Math.log(share) + whole.logDensity(u);
      double second = Math.log1p(-share) + kernels.logDensity(u);
      double higher = Math.max(first, second);
      return higher + Math.log1p(Math.exp(Math.min(first, second) - higher));
    }

    /** The share that draws speak for: of each, how likely it is one of the Gaussian's. */
    Mixture sharedBy(double[] u, double[] weights) {
      int p = whole.parameters();
      double[] odds = new double[weights.length];
      for (int i = 0; i < odds.length; i++) {
        double[] row = Arrays.copyOfRange(u, i * p, (i + 1) * p);
        odds[i] = weights[i] > 0 ? Math.exp(kernels.logDensity(row) - whole.logDensity(row)) : 0;
      }
      double next = share;
      for (int step = 0; step < SHARING; step++) {
        double own = 0;
        double all = 0;
        for (int i = 0; i < odds.length; i++) {
          own += weights[i] * next / (next + (1 - next) * odds[i]);
          all += weights[i];
        }
        next = Math.min(Math.max(own / all, LEAST_SHARE), 1 - LEAST_SHARE);
      }
      return new Mixture(kernels, whole, next);
    }
  }

  /**
   * Weighted draws that serve, or null if there are none after all rounds or by the deadline.
   *
   * @param logWeights log w of the bank's draws, shape [S], not all negative infinity
   * @param samples how many draws are asked for
   */
  @Nullable Outcome run(Bank bank, double[] logWeights, int samples) {
    AdaptationSettings adaptation = settings.adaptation();
    long candidates = (long) adaptation.candidates() * samples;
    if (adaptation.rounds() == 0 || candidates > adaptation.mostCandidates()) {
      return null;
    }
    double power = power(logWeights);
    Mixture mixture = fit(ofBank(bank, LogWeights.relative(logWeights, power)), 0);
    for (int round = 0; round < adaptation.rounds(); round++) {
      Weighted drawn = draw(mixture, power < 1 ? SCOUTS : (int) candidates);
      if (drawn == null || LogWeights.maximum(drawn.logWeights) == Double.NEGATIVE_INFINITY) {
        return null;
      }
      double[] weights = LogWeights.relative(drawn.logWeights, 1);
      double effective = EffectiveSampleSize.of(weights);
      if (effective >= settings.resamplingMargin() * samples) {
        double paretoK = ParetoTail.shape(drawn.logWeights);
        if (paretoK < settings.paretoLimit()) {
          return new Outcome(drawn.u, weights, effective, paretoK);
        }
      }
      double next = power(drawn.logWeights);
      if (next < Math.min(1, PROGRESS * power)) {
        return null;
      }
      power = next;
      mixture = fit(drawn, power);
    }
    return null;
  }

  /** The farthest temperature that leaves enough draws effective. */
  private double power(double[] logWeights) {
    int least = Math.max(LEAST_EFFECTIVE, EFFECTIVE * target.parameters());
    return LogWeights.largestPower(logWeights, 1, Math.min(least, logWeights.length / 2.0));
  }

  /** Draws of the bank picked by their weights, which then weigh the same. */
  private Weighted ofBank(Bank bank, double[] weights) {
    int[] picked = SystematicResampling.indices(weights, SCOUTS, random);
    double[] u = new double[SCOUTS * target.parameters()];
    for (int i = 0; i < SCOUTS; i++) {
      double[] row = target.toUnbounded(bank.draw(picked[i]));
      System.arraycopy(row, 0, u, i * row.length, row.length);
    }
    return new Weighted(u, new double[SCOUTS]);
  }

  /**
   * Kernels lie around draws of the first half, so that the second one tells what they are worth.
   */
  private Mixture fit(Weighted draws, double power) {
    double[] weights = LogWeights.relative(draws.logWeights, power);
    int all = weights.length;
    int half = all / 2;
    int middle = half * target.parameters();
    double[] first = Arrays.copyOf(draws.u, middle);
    double[] second = Arrays.copyOfRange(draws.u, middle, draws.u.length);
    int count = settings.adaptation().kernels();
    return new Mixture(
            Kernels.around(prior, first, Arrays.copyOf(weights, half), count, 1, random),
            Kernels.gaussian(prior, draws.u, weights, WIDENING),
            0.5)
        .sharedBy(second, Arrays.copyOfRange(weights, half, all));
  }

  /** {@code count} draws of the mixture with their weights, or null if the deadline strikes. */
  private @Nullable Weighted draw(Mixture mixture, int count) {
    int p = target.parameters();
    double[] u = new double[count * p];
    double[] logWeights = new double[count];
    for (int from = 0; from < count; from += settings.chunk()) {
      if (deadline.passed()) {
        return null;
      }
      int rows = Math.min(settings.chunk(), count - from);
      double[] part = new double[rows * p];
      double[] logMixture = new double[rows];
      for (int i = 0; i < rows; i++) {
        double[] row = mixture.sample(random);
        logMixture[i] = mixture.logDensity(row);
        System.arraycopy(row, 0, part, i * p, p);
      }
      double[] logBase = new double[rows];
      double[] logWeight = new double[rows];
      target.evaluate(part, rows, logBase, logWeight);
      System.arraycopy(part, 0, u, from * p, part.length);
      for (int i = 0; i < rows; i++) {
        double log = logBase[i] + logWeight[i] - logMixture[i];
        logWeights[from + i] = Double.isNaN(log) ? Double.NEGATIVE_INFINITY : log;
      }
    }
    return new Weighted(u, logWeights);
  }
}
