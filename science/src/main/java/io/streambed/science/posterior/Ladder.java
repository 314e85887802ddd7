package io.streambed.science.posterior;

import io.streambed.science.Draws;
import io.streambed.science.Posterior.Sampler;
import io.streambed.science.Posterior.Status;
import io.streambed.science.Trust;
import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Proposal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Draws from p(φ | y) ∝ p(φ) exp s(φ, y) by the cheapest rung that serves: rejection from the bank,
 * importance resampling from the bank, importance sampling from a mixture that is fitted to the
 * posterior, then tempered sequential Monte Carlo or, where the settings say so, Hamiltonian Monte
 * Carlo. Draws lie inside the proposal's support; what that cuts is estimated and reported.
 *
 * <p>Deterministic in the generator's state unless the deadline strikes. Immutable; one ladder
 * serves many threads.
 */
public final class Ladder {
  /** Draws of the bank are at most so many times as many as before. */
  private static final long WIDER = 4;

  /** So many times the draws that seem to be enough. */
  private static final double SPARE = 1.1;

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
   * Draws for one observation. The bank is scored from its first draw on, as far as it takes until
   * these serve. The least it does, whatever the deadline, is to score it and to resample from it.
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
    double[] scores = new double[0];
    int count = firstLook(samples);
    while (true) {
      scores = extended(scores, scoring, count);
      BankLook look = new BankLook(bank, scores);
      if (look.saysNothing() && count == bank.size()) {
        throw new IllegalStateException(
            "expected a finite score for some draw of the bank, got none of " + count);
      }
      Sampled served = look.saysNothing() ? null : served(look, scoring, samples, random);
      if (served != null) {
        return served;
      }
      if (count == bank.size()) {
        Sampled adapted = adapted(scoring, look, samples, deadline, random);
        if (adapted != null) {
          return adapted;
        }
        return chains && sloped != null
            ? chained(sloped, look, samples, deadline, random)
            : tempered(scoring, look, samples, deadline, random);
      }
      count = wider(look, samples);
    }
  }

  /**
   * log Z(y) of one observation, by the draws of the bank that are looked at first.
   *
   * @param scoring s of the observation
   * @return NaN if none of them has a finite score
   */
  double logNormaliser(Scoring scoring) {
    int count = Math.min(settings.firstLook(), bank.size());
    double[] scores = extended(new double[0], scoring, count);
    BankLook look = new BankLook(bank, scores);
    return look.saysNothing() ? Double.NaN : look.logNormaliser();
  }

  /** As few draws as could serve. */
  private int firstLook(int samples) {
    double least = samples * Math.min(settings.rejectionMargin(), settings.resamplingMargin());
    int count = Math.min(settings.firstLook(), bank.size());
    while (count < least && count < bank.size()) {
      count = wider(count);
    }
    return count;
  }

  private int wider(long count) {
    return (int) Math.min(WIDER * count, bank.size());
  }

  /**
   * As many draws as would serve if further ones were like these, at most the widest; those where
   * these are enough by number, and something else is wrong with them. Always more than these.
   */
  private int wider(BankLook look, int samples) {
    double rejected = settings.rejectionMargin() / look.acceptance();
    double resampled = settings.resamplingMargin() * look.size() / look.effective();
    double enough = samples * Math.min(rejected, resampled);
    int widest = wider(look.size());
    return enough > look.size() ? (int) Math.min(Math.ceil(SPARE * enough), widest) : widest;
  }

  private double[] extended(double[] scores, Scoring scoring, int count) {
    double[] further = LogWeights.finiteOrNone(scoring.atBank(bank, scores.length, count));
    double[] all = Arrays.copyOf(scores, count);
    System.arraycopy(further, 0, all, scores.length, further.length);
    return all;
  }

  /** Draws of the bank itself, null if what was looked at does not serve. */
  private @Nullable Sampled served(
      BankLook look, Scoring scoring, int samples, UniformRandomProvider random) {
    double[] weights = look.weights();
    double acceptance = look.acceptance();
    boolean accepts = acceptance * weights.length >= settings.rejectionMargin() * samples;
    boolean resamples = look.effective() >= settings.resamplingMargin() * samples;
    if (!(accepts || resamples) || !(look.paretoK() < settings.paretoLimit())) {
      return null;
    }
    if (accepts) {
      int[] accepted = Rejection.indices(weights, samples, random);
      if (accepted.length == samples) {
        Trust trust =
            trust(look, scoring, samples, acceptance, look.paretoK(), Rejection.excess(weights));
        return new Sampled(fromBank(accepted), trust, Sampler.REJECTION, Status.COMPLETE);
      }
    }
    return resamples ? resampled(look, scoring, samples, Status.COMPLETE, random) : null;
  }

  private Sampled resampled(
      BankLook look, Scoring scoring, int samples, Status status, UniformRandomProvider random) {
    int[] picked = ImportanceResampling.indices(look.weights(), samples, random);
    double size = ImportanceResampling.effectiveSize(samples, look.effective());
    Trust trust = trust(look, scoring, size, Double.NaN, look.paretoK(), Double.NaN);
    return new Sampled(fromBank(picked), trust, Sampler.IMPORTANCE_RESAMPLING, status);
  }

  /** Draws of a mixture that is fitted to the posterior, null if that does not serve. */
  private @Nullable Sampled adapted(
      Scoring scoring,
      BankLook look,
      int samples,
      Deadline deadline,
      UniformRandomProvider random) {
    TemperedTarget target = new TemperedTarget(scoring, prior, proposal);
    AdaptedImportance.Outcome outcome =
        new AdaptedImportance(settings, target, prior, deadline, random)
            .run(bank, look.logWeights(), samples);
    if (outcome == null) {
      return null;
    }
    int[] picked = ImportanceResampling.indices(outcome.weights(), samples, random);
    int p = prior.size();
    double[] u = new double[samples * p];
    for (int i = 0; i < samples; i++) {
      System.arraycopy(outcome.u(), picked[i] * p, u, i * p, p);
    }
    double size = ImportanceResampling.effectiveSize(samples, outcome.effective());
    Trust trust = trust(look, scoring, size, Double.NaN, outcome.paretoK(), Double.NaN);
    Draws draws = Draws.of(p, target.toOwnUnits(u));
    return new Sampled(draws, trust, Sampler.ADAPTED_IMPORTANCE, Status.COMPLETE);
  }

  private Sampled tempered(
      Scoring scoring,
      BankLook look,
      int samples,
      Deadline deadline,
      UniformRandomProvider random) {
    TemperedTarget target = new TemperedTarget(scoring, prior, proposal);
    int size = Math.max(samples, settings.particles());
    TemperedSmc.Outcome outcome =
        new TemperedSmc(settings, target, deadline, random).run(bank, look.logWeights(), size);
    double rest = 1 - outcome.temperature();
    double[] last = LogWeights.relative(outcome.particles().logWeight, rest);
    double share = EffectiveSampleSize.of(last) / size;
    double particlesEffective = share * outcome.effectiveSize();
    if (!outcome.finished() && particlesEffective < look.effective()) {
      return resampled(look, scoring, samples, unfinished(deadline), random);
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
    Trust trust =
        trust(look, scoring, effectiveSize, outcome.acceptance(), outcome.paretoK(), Double.NaN);
    return new Sampled(Draws.of(prior.size(), x), trust, Sampler.TEMPERED_SMC, status);
  }

  private Sampled chained(
      SlopedScoring scoring,
      BankLook look,
      int samples,
      Deadline deadline,
      UniformRandomProvider random) {
    SlopedTarget target = new SlopedTarget(scoring, prior, proposal);
    int size = Math.max(samples, settings.particles());
    HamiltonianChains.Outcome outcome =
        new HamiltonianChains(settings, target, deadline, random)
            .run(bank, look.logWeights(), size);
    double effectiveSize = samples / (1 + (size / outcome.effectiveSize() - 1) * samples / size);
    if (!outcome.finished() && outcome.transitions() == 0) {
      return resampled(look, scoring, samples, unfinished(deadline), random);
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
            && (look.paretoK() < settings.paretoLimit() || forgotten);
    Status status =
        outcome.finished() ? met ? Status.COMPLETE : Status.DEGRADED : unfinished(deadline);
    // Of weights that nothing rests on any more a tail says nothing.
    double paretoK = forgotten ? Double.NaN : look.paretoK();
    Trust trust = trust(look, scoring, effectiveSize, outcome.acceptance(), paretoK, Double.NaN);
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

  private Trust trust(
      BankLook look,
      Scoring scoring,
      double effectiveSampleSize,
      double acceptance,
      double paretoK,
      double boundExcess) {
    return new Trust(
        effectiveSampleSize,
        acceptance,
        paretoK,
        look.logNormaliser(),
        Double.NaN,
        Double.NaN,
        bank.cutMass(scoring, look.logWeights()),
        boundExcess,
        Double.NaN);
  }
}
