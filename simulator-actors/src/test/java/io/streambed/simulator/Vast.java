package io.streambed.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** One parameter, and data of 1.2 MB, more than a record holds. */
record Vast() implements Simulator {
  private static final int SIZE = 300_000;

  @Override
  public String name() {
    return "vast";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(SIZE);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    return Data.of(new float[SIZE]);
  }
}
