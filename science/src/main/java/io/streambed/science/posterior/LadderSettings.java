package io.streambed.science.posterior;

/**
 * When the ladder takes which rung, and how hard the last rung works.
 *
 * @param firstLook draws of the bank that are scored first; then as many as these say that it
 *     takes, at most four times as many, until they serve or are all; at least 1, typically 4,096
 * @param rejectionMargin rejection is used when the draws it is expected to accept are at least
 *     this many times those asked for; at least 1, typically 1.5
 * @param resamplingMargin importance resampling is used when the effective size of the bank's
 *     weights is at least this many times the draws asked for; above 0, typically 2
 * @param paretoLimit and when their Pareto-k is below this; typically 0.7
 * @param adaptation how importance sampling from a fitted mixture works, the rung before the last
 * @param particles fewest particles of tempered SMC (more when more draws are asked for); at least
 *     16, typically 1,024
 * @param stageShare effective share of the particles kept by a step of temperature, within (0, 1);
 *     typically 0.5
 * @param stageCorrelation moves at a temperature end when the correlation of every parameter with
 *     its value before them is below this, within (0, 1); typically 0.5
 * @param finalCorrelation the same at temperature one; typically 0.1
 * @param stageMoves most moves of each particle at a temperature; at least 1, typically 30
 * @param finalMoves the same at temperature one; typically 100
 * @param leastShare least effective share of the draws of tempered SMC that counts as complete,
 *     within (0, 1); typically 0.1
 * @param chunk candidates embedded in one call, between two looks at the deadline; at least 1,
 *     typically 2,048
 * @param last the rung for what the bank does not serve; MCMC takes over the number of particles,
 *     the moves and the correlation at temperature one, and the least share
 * @param mcmc how that rung works
 */
public record LadderSettings(
    int firstLook,
    double rejectionMargin,
    double resamplingMargin,
    double paretoLimit,
    AdaptationSettings adaptation,
    int particles,
    double stageShare,
    double stageCorrelation,
    double finalCorrelation,
    int stageMoves,
    int finalMoves,
    double leastShare,
    int chunk,
    Last last,
    McmcSettings mcmc) {

  /** The rungs that may be the last one. */
  public enum Last {
    TEMPERED_SMC,
    MCMC
  }

  public LadderSettings {
    if (firstLook < 1) {
      throw new IllegalArgumentException("expected firstLook >= 1, got " + firstLook);
    }
    if (!(rejectionMargin >= 1 && resamplingMargin > 0)) {
      throw new IllegalArgumentException(
          "expected rejectionMargin >= 1 and resamplingMargin > 0, got %s and %s"
              .formatted(rejectionMargin, resamplingMargin));
    }
    if (Double.isNaN(paretoLimit)) {
      throw new IllegalArgumentException("expected a number as paretoLimit, got NaN");
    }
    if (!within(stageShare)
        || !within(stageCorrelation)
        || !within(finalCorrelation)
        || !within(leastShare)) {
      throw new IllegalArgumentException(
          ("expected stageShare, stageCorrelation, finalCorrelation, leastShare within (0, 1),"
                  + " got %s, %s, %s, %s")
              .formatted(stageShare, stageCorrelation, finalCorrelation, leastShare));
    }
    if (particles < 16 || stageMoves < 1 || finalMoves < 1 || chunk < 1) {
      throw new IllegalArgumentException(
          "expected particles >= 16, stageMoves, finalMoves, chunk >= 1, got %d, %d, %d, %d"
              .formatted(particles, stageMoves, finalMoves, chunk));
    }
  }

  /** The same with another last rung. */
  public LadderSettings withLast(Last rung) {
    return new LadderSettings(
        firstLook,
        rejectionMargin,
        resamplingMargin,
        paretoLimit,
        adaptation,
        particles,
        stageShare,
        stageCorrelation,
        finalCorrelation,
        stageMoves,
        finalMoves,
        leastShare,
        chunk,
        rung,
        mcmc);
  }

  private static boolean within(double share) {
    return share > 0 && share < 1;
  }
}
