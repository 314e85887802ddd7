package io.streambed.trainer;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Seeds of rounds: a function of the experiment's seed and the round. */
final class RoundSeed {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long NARROWING = 0x6e6172726f77L;

  private static final long CALIBRATION = 0x63616c6962L;

  private RoundSeed() {}

  /** The seed of everything random in training round {@code round}. */
  static long of(long experimentSeed, int round) {
    return experimentSeed + round * GOLDEN;
  }

  /** The generator from which the posterior is sampled at the end of round {@code round}. */
  static UniformRandomProvider narrowing(long experimentSeed, int round) {
    return RandomSource.PHILOX_4X64.create(new long[] {experimentSeed, NARROWING, 0, 0, 0, round});
  }

  /** The generator of the calibration of model {@code version}. */
  static UniformRandomProvider calibration(long experimentSeed, long version) {
    return RandomSource.PHILOX_4X64.create(
        new long[] {experimentSeed, CALIBRATION, 0, 0, 0, version});
  }
}
