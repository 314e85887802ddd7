package io.streambed.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import io.streambed.science.simulator.Simulator;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.rng.UniformRandomProvider;

/** One parameter, one value: φ plus noise; with a fault where φ exceeds a half. */
record Coin(BiFunction<Parameters, UniformRandomProvider, Data> fault) implements Simulator {
  static final double FAULTY = 0.5;

  static Prior prior() {
    return Prior.of(new ParameterSpace(List.of("phi"), List.of("1")), List.of(new Uniform(0, 1)));
  }

  /** Without a fault. */
  static Coin sound() {
    return new Coin(Coin::toss);
  }

  private static Data toss(Parameters parameters, UniformRandomProvider random) {
    return Data.of(new float[] {(float) (parameters.get(0) + random.nextDouble())});
  }

  @Override
  public String name() {
    return "coin";
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
    return List.of(1);
  }

  @Override
  public Data simulate(Parameters parameters, UniformRandomProvider random) {
    return parameters.get(0) > FAULTY ? fault.apply(parameters, random) : toss(parameters, random);
  }
}
