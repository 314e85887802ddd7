package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.diagnostics.ParetoTail;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from p(φ | y) ∝ p(φ) exp s(φ, y) by the cheapest rung that serves: rejection from the bank,
 * importance resampling from the bank, then tempered sequential Monte Carlo or, where the settings
 * say so, Hamiltonian Monte Carlo. Draws lie inside the proposal's support; what that cuts is
 * estimated and reported.
 *
 * <p>Deterministic in the generator's state unless the deadline strikes. Immutable; one ladder
 * serves many threads.
 */
public final class Ladder {
  private final Prior prior;
  private final Proposal proposal;
  private final Bank bank;
  private final LadderSettings settings;

  /**
   * @param prior the true prior
   * @param proposal what the bank was drawn from
   */
  public Ladder(Prior prior, Proposal proposal, Bank bank, LadderSettings settings) {
    this.prior = prior;
    this.proposal = proposal;
    this.bank = bank;
    this.settings = settings;
  }

  /**
   * Draws for one observation. The least it does, whatever the deadline, is to score the bank and
   * to resample from it.
   *
   * @param scoring s of the observation
   * @param samples how many draws, at least 1
   * @throws IllegalArgumentException if the last rung is MCMC and the scoring no {@link
   *     SlopedScoring}
   * @throws IllegalStateException if no draw of the bank has a finite score: the critic is broken
   */
  public Sampled sample(
      Scoring scoring, int samples, Deadline deadline, UniformRandomProvider random) {
    if (samples < 1) {
      throw new IllegalArgumentException("expected at least 1 sample, got " + samples);
    }
    SlopedScoring sloped = scoring instanceof SlopedScoring given ? given : null;
    boolean chains = settings.last() == LadderSettings.Last.MCMC;
    if (chains && sloped == null) {
      throw new IllegalArgumentException("expected scores with slopes for MCMC, got none");
    }
    double[] scores = LogWeights.finiteOrNone(scoring.atBank(bank));
    double[] logWeights = bank.logWeights(scores);
    if (LogWeights.maximum(logWeights) == Double.NEGATIVE_INFINITY) {
      throw new IllegalStateException(
          "expected a finite score for some draw of the bank, got none of " + bank.size());
    }
    Figures figures =
        new Figures(
            Bank.logNormaliser(scores),
            bank.cutMass(scoring, logWeights),
            ParetoTail.shape(logWeights));
    double[] weights = LogWeights.relative(logWeights, 1);
    double effective = EffectiveSampleSize.of(weights);
    boolean lightTail = figures.paretoK < settings.paretoLimit();

    double acceptance = Rejection.acceptance(weights);
    if (lightTail && acceptance * bank.size() >= settings.rejectionMargin() * samples) {
      int[] accepted = Rejection.indices(weights, samples, random);
      if (accepted.length == samples) {
        Trust trust =
            figures.trust(samples, acceptance, figures.paretoK, Rejection.excess(weights));
        return new Sampled(fromBank(accepted), trust, Sampler.REJECTION, Status.COMPLETE);
      }
    }
    if (lightTail && effective >= settings.resamplingMargin() * samples) {
      return resampled(weights, effective, samples, figures, Status.COMPLETE, random);
    }
    return chains && sloped != null
        ? chained(sloped, logWeights, effective, samples, figures, deadline, random)
        : tempered(scoring, logWeights, weights, effective, samples, figures, deadline, random);
  }

  private Sampled resampled(
      double[] weights,
      double effective,
      int samples,
      Figures figures,
      Status status,
      UniformRandomProvider random) {
    int[] picked = ImportanceResampling.indices(weights, samples, random);
    double size = ImportanceResampling.effectiveSize(samples, effective);
    Trust trust = figures.trust(size, Double.NaN, figures.paretoK);
    return new Sampled(fromBank(picked), trust, Sampler.IMPORTANCE_RESAMPLING, status);
  }

  private Sampled tempered(
      Scoring scoring,
      double[] logWeights,
      double[] weights,
      double effective,
      int samples,
      Figures figures,
      Deadline deadline,
      UniformRandomProvider random) {
    TemperedTarget target = new TemperedTarget(scoring, prior, proposal);
    int size = Math.max(samples, settings.particles());
    TemperedSmc.Outcome outcome =
        new TemperedSmc(settings, target, deadline, random).run(bank, logWeights, size);
    double rest = 1 - outcome.temperature();
    double[] last = LogWeights.relative(outcome.particles().logWeight, rest);
    double share = EffectiveSampleSize.of(last) / size;
    double particlesEffective = share * outcome.effectiveSize();
    if (!outcome.finished() && particlesEffective < effective) {
      return resampled(weights, effective, samples, figures, unfinished(deadline), random);
    }
    // Equal weights pick distinct particles, at most one copy of each.
    int[] picked = ImportanceResampling.indices(last, samples, random);
    double[] x = target.toOwnUnits(outcome.particles().select(picked).u);
    double effectiveSize =
        outcome.finished()
            ? samples / (1 + (size / outcome.effectiveSize() - 1) * samples / size)
            : ImportanceResampling.effectiveSize(samples, particlesEffective);
    boolean met =
        effectiveSize >= settings.leastShare() * samples
            && outcome.movesPerParticle() >= 1
            && outcome.paretoK() < settings.paretoLimit();
    Status status =
        outcome.finished() ? met ? Status.COMPLETE : Status.DEGRADED : unfinished(deadline);
    Trust trust = figures.trust(effectiveSize, outcome.acceptance(), outcome.paretoK());
    return new Sampled(Draws.of(prior.size(), x), trust, Sampler.TEMPERED_SMC, status);
  }

  private Sampled chained(
      SlopedScoring scoring,
      double[] logWeights,
      double effective,
      int samples,
      Figures figures,
      Deadline deadline,
      UniformRandomProvider random) {
    SlopedTarget target = new SlopedTarget(scoring, prior, proposal);
    int size = Math.max(samples, settings.particles());
    HamiltonianChains.Outcome outcome =
        new HamiltonianChains(settings, target, deadline, random).run(bank, logWeights, size);
    double effectiveSize = samples / (1 + (size / outcome.effectiveSize() - 1) * samples / size);
    if (!outcome.finished() && outcome.transitions() == 0) {
      double[] weights = LogWeights.relative(logWeights, 1);
      return resampled(weights, effective, samples, figures, unfinished(deadline), random);
    }
    double[] equal = new double[size];
    Arrays.fill(equal, 1);
    int[] picked = ImportanceResampling.indices(equal, samples, random);
    double[] x = target.toOwnUnits(outcome.particles().select(picked).u);
    // Either the bank's weights are to be trusted, or the chains have forgotten them.
    boolean forgotten = outcome.correlation() < settings.finalCorrelation();
    boolean met =
        effectiveSize >= settings.leastShare() * samples
            && outcome.acceptance() * outcome.transitions() >= 1
            && (figures.paretoK < settings.paretoLimit() || forgotten);
    Status status =
        outcome.finished() ? met ? Status.COMPLETE : Status.DEGRADED : unfinished(deadline);
    // Of weights that nothing rests on any more a tail says nothing.
    double paretoK = forgotten ? Double.NaN : figures.paretoK;
    Trust trust = figures.trust(effectiveSize, outcome.acceptance(), paretoK);
    return new Sampled(Draws.of(prior.size(), x), trust, Sampler.MCMC, status);
  }

  private static Status unfinished(Deadline deadline) {
    return deadline.passed() ? Status.DEADLINE : Status.DEGRADED;
  }

  private Draws fromBank(int[] indices) {
    double[] x = new double[indices.length * bank.parameters()];
    for (int i = 0; i < indices.length; i++) {
      bank.copyDraw(indices[i], x, i);
    }
    return Draws.of(bank.parameters(), x);
  }

  /** What the bank says of an observation, whichever rung serves. */
  private record Figures(double logNormaliser, double cutMass, double paretoK) {

    Trust trust(double effectiveSampleSize, double acceptance, double k) {
      return trust(effectiveSampleSize, acceptance, k, Double.NaN);
    }

    Trust trust(double effectiveSampleSize, double acceptance, double k, double boundExcess) {
      return new Trust(
          effectiveSampleSize,
          acceptance,
          k,
          logNormaliser,
          Double.NaN,
          Double.NaN,
          cutMass,
          boundExcess,
          Double.NaN);
    }
  }
}
