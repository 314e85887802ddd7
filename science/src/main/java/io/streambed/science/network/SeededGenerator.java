package io.streambed.science.network;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Generators that are determined by a seed, a purpose and a step, so that none has to be saved. */
final class SeededGenerator {

  private SeededGenerator() {}

  /** What the numbers are for; each purpose has its own sequence. */
  enum Purpose {
    INITIAL_WEIGHTS,
    PROPOSAL_MOMENTS,
    NEGATIVES,
    CLASSIFIER,
    ATOMS,
    LOCAL_CONTRASTS,
    DATA_NOISE,
    PARAMETER_NOISE,
    CANDIDATES,
    PICKS
  }

  static UniformRandomProvider of(long seed, Purpose purpose, long step) {
    return RandomSource.L64_X128_MIX.create(
        new long[] {seed, 0x5374_7265_616d_6265L + purpose.ordinal(), step, ~seed});
  }
}
