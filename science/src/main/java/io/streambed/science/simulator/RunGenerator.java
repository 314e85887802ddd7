package io.streambed.science.simulator;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random stream of a run: a pure function of the experiment's seed and the run's number,
 * whoever executes it.
 *
 * <p>Philox 4x64 (Salmon et al. 2011, doi 10.1145/2063384.2063405): the seed is the key and the run
 * number the highest word of the 256-bit counter, so that the streams of two runs are disjoint for
 * 2^194 numbers.
 */
public final class RunGenerator {

  /** Second word of the key; sets these streams apart from other uses of the same seed. */
  private static final long RUNS = 0x72756e73L;

  private RunGenerator() {}

  /**
   * @param experimentSeed any number
   * @param run number of the run, from 0
   */
  public static UniformRandomProvider of(long experimentSeed, long run) {
    return RandomSource.PHILOX_4X64.create(new long[] {experimentSeed, RUNS, 0, 0, 0, run});
  }
}
