package io.streambed.app;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Never gives data. */
public final class Stubborn implements Simulator {

  @Override
  public String name() {
    return "stubborn";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public List<Integer> dataShape() {
    return List.of(2);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    throw new IllegalStateException("no licence for the solver");
  }
}
