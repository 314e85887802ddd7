package io.streambed.science;

import io.streambed.science.prior.Proposal;

/**
 * Consecutive runs that are planned, executed and published together.
 *
 * @param number number of the block, from 0; block b holds the runs from b * count on
 * @param firstRun number of its first run
 * @param count how many runs, 1 to {@link #MOST_RUNS}
 * @param proposal what the parameters are drawn from
 */
public record RunBlock(long number, long firstRun, int count, Proposal proposal) {

  /** Runs of the largest block. */
  public static final int MOST_RUNS = 1 << 20;

  public RunBlock {
    if (number < 0 || firstRun < 0 || count < 1 || count > MOST_RUNS) {
      throw new IllegalArgumentException(
          "expected number >= 0, firstRun >= 0, count 1 to %d, got %d, %d, %d"
              .formatted(MOST_RUNS, number, firstRun, count));
    }
  }
}
