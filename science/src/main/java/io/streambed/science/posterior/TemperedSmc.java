package io.streambed.science.posterior;

import io.streambed.science.diagnostics.EffectiveSampleSize;
import io.streambed.science.diagnostics.ParetoTail;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Sequential Monte Carlo from the proposal to the posterior (Del Moral, Doucet, Jasra 2006,
 * doi:10.1111/j.1467-9868.2006.00553.x): at each temperature the particles are reweighted,
 * resampled and moved. The first temperature is served by the whole bank, each later one is the
 * farthest that keeps the set share of the particles effective. Keeps several modes, in proportion
 * to their mass.
 */
final class TemperedSmc {
  private static final int MOST_STAGES = 200;
  private static final double LEAST_STEP = 1e-9;

  private final LadderSettings settings;
  private final TemperedTarget target;
  private final Deadline deadline;
  private final UniformRandomProvider random;
  private final StageMoves moves;

  private Particles particles;
  private double temperature;
  private double excess;
  private double worstTail = Double.NEGATIVE_INFINITY;

  TemperedSmc(
      LadderSettings settings,
      TemperedTarget target,
      Deadline deadline,
      UniformRandomProvider random) {
    this.settings = settings;
    this.target = target;
    this.deadline = deadline;
    this.random = random;
    this.moves = new StageMoves(settings, target, deadline, random);
    this.particles = new Particles(0, target.parameters());
  }

  /**
   * A population and how it came about.
   *
   * @param particles N of them, in random order
   * @param temperature reached, 1 at the end; less if the deadline came first
   * @param effectiveSize of the population at its temperature: see {@link TemperedSmc}
   * @param acceptance share of accepted moves at the last temperature
   * @param movesPerParticle accepted moves of a particle at the last temperature, on average
   * @param paretoK largest Pareto-k of the weights of any step
   * @param finished whether all temperatures and moves were done
   */
  record Outcome(
      Particles particles,
      double temperature,
      double effectiveSize,
      double acceptance,
      double movesPerParticle,
      double paretoK,
      boolean finished) {}

  /**
   * Runs from the bank to the posterior, or to the deadline.
   *
   * @param logWeights log w of the bank's draws, shape [S], not all negative infinity
   * @param size N
   */
  Outcome run(Bank bank, double[] logWeights, int size) {
    double least = Math.min(size, settings.stageShare() * bank.size());
    double step = Math.max(LogWeights.largestPower(logWeights, 1, least), LEAST_STEP);
    int[] picked = reweigh(logWeights, step, size);
    particles = Particles.of(bank, target, logWeights, picked);
    temperature = step;
    boolean moved = moves.run(particles, temperature);
    settle();
    for (int stage = 1; moved && temperature < 1 && stage < MOST_STAGES; stage++) {
      least = settings.stageShare() * size;
      step = LogWeights.largestPower(particles.logWeight, 1 - temperature, least);
      picked = reweigh(particles.logWeight, Math.max(step, LEAST_STEP), size);
      particles = particles.select(picked);
      temperature = step >= 1 - temperature ? 1 : temperature + Math.max(step, LEAST_STEP);
      moved = moves.run(particles, temperature);
      settle();
    }
    return new Outcome(
        particles,
        temperature,
        size / (1 + excess),
        moves.acceptance(),
        moves.movesPerParticle(),
        worstTail,
        moved && temperature >= 1);
  }

  /** Picks parents for the next temperature, in random order, and books what their repeats cost. */
  private int[] reweigh(double[] logWeights, double step, int size) {
    double[] stepWeights = new double[logWeights.length];
    for (int i = 0; i < stepWeights.length; i++) {
      stepWeights[i] = step * logWeights[i];
    }
    worstTail = Math.max(worstTail, ParetoTail.shape(stepWeights));
    double[] weights = LogWeights.relative(logWeights, step);
    int[] picked = SystematicResampling.indices(weights, size, random);
    double repeats = Particles.multiplicity(picked) - 1;
    // Repeats raise the variance of a mean by this share; so does the bank's own finite size.
    excess += temperature > 0 ? repeats : size / EffectiveSampleSize.of(weights);
    PermutationSampler.shuffle(random, picked);
    return picked;
  }

  /** Two copies of one parent that moved apart share only their correlation squared. */
  private void settle() {
    excess *= moves.correlation() * moves.correlation();
  }
}
