package io.streambed.chaos.site;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.LinearGaussian;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The linear Gaussian in two dimensions, each run of which takes the time that the system property
 * {@code streambed.chaos.pace} says in microseconds: a training that lasts as long as its faults
 * without a processor's work. One run in 500 fails.
 */
public final class PacedGaussian implements Simulator {
  /** System property: microseconds of a run; none where it is not set. */
  static final String PACE = "streambed.chaos.pace";

  private static final int DIMENSION = 2;
  private static final int FAILS_ONE_IN = 500;

  private final LinearGaussian gaussian = new LinearGaussian(DIMENSION);
  private final long nanos = 1000 * Long.getLong(PACE, 0);

  @Override
  public String name() {
    return "paced-gaussian";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return DIMENSION;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(DIMENSION);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    LockSupport.parkNanos(nanos);
    if (random.nextInt(FAILS_ONE_IN) == 0) {
      throw new IllegalStateException("this run fails, whoever executes it");
    }
    return gaussian.simulate(parameters, random);
  }
}
