package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Many short chains of Hamiltonian Monte Carlo, one for each draw, that start from the bank's
 * importance resample: several modes keep the weights that the bank gives them, and what the bank's
 * few distinct draws lack, the chains fill in.
 *
 * <p>In the warm-up the step size is driven towards the acceptance asked for by a Robbins-Monro
 * recursion on its logarithm, and the metric is fitted once more to the chains; both then rest.
 * Then the chains move until they have forgotten where they were, or no longer forget.
 */
final class HamiltonianChains {
  private static final int CYCLE = 5;
  private static final int METRIC_DRAWS = 1024;

  /** A smaller fall of the correlation over a cycle is none. */
  private static final double LEAST_FALL = 0.02;

  private final LadderSettings settings;
  private final SlopedTarget target;
  private final HamiltonianMove move;
  private final UniformRandomProvider random;

  private double correlation = 1;
  private double accepted;
  private int transitions;

  HamiltonianChains(
      LadderSettings settings,
      SlopedTarget target,
      Deadline deadline,
      UniformRandomProvider random) {
    this.settings = settings;
    this.target = target;
    this.move = new HamiltonianMove(target, settings.chunk(), deadline, random);
    this.random = random;
  }

  /**
   * Where the chains ended.
   *
   * @param particles N of them, in random order
   * @param effectiveSize of N equally weighted draws: N / (1 + ρ² N / e), with e the effective size
   *     of the bank's weights and ρ the correlation that is left with where the chains were after
   *     the warm-up, beyond chance
   * @param correlation ρ, the largest over coordinates and log density; 1 before that
   * @param acceptance mean probability after the warm-up; NaN before that
   * @param transitions after the warm-up
   * @param finished whether the deadline left time for all of it
   */
  record Outcome(
      Particles particles,
      double effectiveSize,
      double correlation,
      double acceptance,
      int transitions,
      boolean finished) {}

  /**
   * Runs from the bank to the posterior, or to the deadline.
   *
   * @param logWeights log w of the bank's draws, shape [S], not all negative infinity
   * @param size N
   */
  Outcome run(Bank bank, double[] logWeights, int size) {
    double[] weights = LogWeights.relative(logWeights, 1);
    double[] starts = rows(bank, ImportanceResampling.indices(weights, size, random));
    Chains chains = Chains.at(starts, target, settings.chunk());
    boolean finished = run(chains, bank, logWeights);
    double left = Math.max(0, correlation * correlation - chance(size, target.parameters() + 1));
    double excess = left * size / EffectiveSampleSize.of(weights);
    double acceptance = transitions == 0 ? Double.NaN : accepted / transitions;
    return new Outcome(
        chains.particles, size / (1 + excess), correlation, acceptance, transitions, finished);
  }

  private boolean run(Chains chains, Bank bank, double[] logWeights) {
    int p = target.parameters();
    int half = settings.mcmc().warmUp() / 2;
    StepSize step = new StepSize(settings.mcmc().acceptance(), Math.pow(p, -0.25));
    if (!warmUp(chains, metric(bank, logWeights), step, half)) {
      return false;
    }
    GaussianDensity metric = GaussianDensity.fit(chains.particles.u, p, 0, chains.particles.size);
    step.begin();
    if (!warmUp(chains, metric, step, settings.mcmc().warmUp() - half)) {
      return false;
    }
    return sample(chains, metric, step.settled());
  }

  private boolean warmUp(Chains chains, GaussianDensity metric, StepSize step, int transitions) {
    for (int t = 0; t < transitions; t++) {
      double probability = move.transition(chains, metric, step.next(), leaps());
      if (probability < 0) {
        return false;
      }
      step.learn(probability);
    }
    return true;
  }

  private boolean sample(Chains chains, GaussianDensity metric, double step) {
    Particles start = chains.particles.copy();
    double before = 1;
    while (transitions < settings.finalMoves()) {
      // Some variation of the step keeps paths from closing on themselves.
      double jittered = step * (0.9 + 0.2 * random.nextDouble());
      double probability = move.transition(chains, metric, jittered, leaps());
      correlation = Math.abs(chains.particles.correlation(start));
      if (probability < 0) {
        return false;
      }
      accepted += probability;
      transitions++;
      if (transitions % CYCLE == 0) {
        if (correlation < settings.finalCorrelation() || correlation > before - LEAST_FALL) {
          return true;
        }
        before = correlation;
      }
    }
    return true;
  }

  /** About the largest of so many squared correlations over N chains that have none. */
  private static double chance(int size, int correlations) {
    return 2 * Math.log(2.0 * correlations) / size;
  }

  /** Uniform on 1 to 2 leaps - 1. */
  private int leaps() {
    return 1 + random.nextInt(2 * settings.mcmc().leaps() - 1);
  }

  /**
   * Fitted to draws of the bank at the highest temperature that leaves enough of them distinct: its
   * shape is that of the posterior where that is normal, its size the step's business.
   */
  private GaussianDensity metric(Bank bank, double[] logWeights) {
    double least = Math.min(0.5 * bank.size(), Math.max(64, 8 * target.parameters()));
    double power = Math.max(1e-9, LogWeights.largestPower(logWeights, 1, least));
    double[] weights = LogWeights.relative(logWeights, power);
    double[] u = rows(bank, SystematicResampling.indices(weights, METRIC_DRAWS, random));
    return GaussianDensity.fit(u, target.parameters(), 0, METRIC_DRAWS);
  }

  /** Unbounded coordinates of draws of the bank, [N, P]. */
  private double[] rows(Bank bank, int[] indices) {
    int p = bank.parameters();
    double[] u = new double[indices.length * p];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(target.toUnbounded(bank.draw(indices[i])), 0, u, i * p, p);
    }
    return u;
  }
}
