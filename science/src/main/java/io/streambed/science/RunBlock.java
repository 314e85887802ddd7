package io.streambed.science;

import io.streambed.science.prior.Proposal;

/**
 * Consecutive runs that are planned, executed and published together.
 *
 * @param number number of the block, from 0; block b holds the runs from b * count on
 * @param firstRun number of its first run
 * @param count how many runs, at least 1
 * @param proposal what the parameters are drawn from
 */
public record RunBlock(long number, long firstRun, int count, Proposal proposal) {

  public RunBlock {
    if (number < 0 || firstRun < 0 || count < 1) {
      throw new IllegalArgumentException(
          "expected number >= 0, firstRun >= 0, count >= 1, got %d, %d, %d"
              .formatted(number, firstRun, count));
    }
  }
}
