package io.streambed.science.posterior;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Moves a population at one temperature until it has forgotten where it was: cycles of a fitted
 * draw, three differential-evolution steps and a jump, until the correlation of every coordinate
 * with its start is below the limit, or no longer falls (modes that exchange no particles keep it
 * up), or the moves run out.
 */
final class StageMoves {
  private static final PopulationMove.Kind[] CYCLE = {
    PopulationMove.Kind.FITTED,
    PopulationMove.Kind.DIFFERENCE,
    PopulationMove.Kind.DIFFERENCE,
    PopulationMove.Kind.DIFFERENCE,
    PopulationMove.Kind.JUMP
  };

  /**
   * Below this acceptance a fitted draw gives way to a difference for the rest of the temperature.
   */
  private static final double LEAST_FITTED = 0.02;

  /** A smaller fall of the correlation over a cycle is none. */
  private static final double LEAST_FALL = 0.02;

  private final LadderSettings settings;
  private final PopulationMove move;

  private double correlation = 1;
  private long accepted;
  private int sweeps;
  private int size = 1;

  StageMoves(
      LadderSettings settings,
      TemperedTarget target,
      Deadline deadline,
      UniformRandomProvider random) {
    this.settings = settings;
    this.move = new PopulationMove(target, settings.chunk(), deadline, random);
  }

  /** Moves {@code particles} in place; false if the deadline passed before the end. */
  boolean run(Particles particles, double temperature) {
    boolean last = temperature >= 1;
    int most = last ? settings.finalMoves() : settings.stageMoves();
    double limit = last ? settings.finalCorrelation() : settings.stageCorrelation();
    Particles start = particles.copy();
    boolean fitted = true;
    double correlationBefore = 1;
    size = particles.size;
    accepted = 0;
    correlation = 1;
    for (sweeps = 0; sweeps < most; ) {
      PopulationMove.Kind kind = CYCLE[sweeps % CYCLE.length];
      if (kind == PopulationMove.Kind.FITTED && !fitted) {
        kind = PopulationMove.Kind.DIFFERENCE;
      }
      int count = move.sweep(kind, particles, temperature);
      if (count < 0) {
        correlation = particles.correlation(start);
        return false;
      }
      sweeps++;
      accepted += count;
      fitted &= kind != PopulationMove.Kind.FITTED || count >= LEAST_FITTED * size;
      correlation = particles.correlation(start);
      boolean cycleEnds = sweeps % CYCLE.length == 0;
      if (correlation < limit && (cycleEnds || !last)) {
        break;
      }
      if (cycleEnds) {
        boolean falling = correlation < correlationBefore - LEAST_FALL;
        if (!falling && movesPerParticle() >= 2 * particles.parameters) {
          break;
        }
        correlationBefore = correlation;
      }
    }
    return true;
  }

  /** Largest correlation of a coordinate with its value before the last run. */
  double correlation() {
    return correlation;
  }

  /** Share of accepted candidates of the last run. */
  double acceptance() {
    return sweeps == 0 ? 0 : accepted / ((double) sweeps * size);
  }

  /** Accepted candidates of a particle in the last run, on average. */
  double movesPerParticle() {
    return accepted / (double) size;
  }
}
