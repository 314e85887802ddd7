package io.streambed.science.simulator;

import io.streambed.science.Data;
import io.streambed.science.Parameters;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A stochastic model y ~ p(y | φ). Users implement it and name the class in {@code
 * META-INF/services/io.streambed.science.simulator.Simulator}.
 *
 * <p>Instances are shared by all workers of a process: an implementation is stateless or immutable.
 */
public interface Simulator {

  /** Name by which an experiment file asks for it, for example {@code lotka-volterra}. */
  String name();

  /** Version; change it whenever the same seed gives other data. */
  String version();

  /** P, the number of parameters it takes. */
  int parameters();

  /** Sizes of the axes of the data it gives, outermost first. */
  List<Integer> dataShape();

  /**
   * One run, a pure function of its arguments.
   *
   * @param parameters φ, shape [P]
   * @param random the only source of randomness allowed
   * @return y, in {@link #dataShape}; NaN or infinity makes the run a counted failure, as does an
   *     exception
   */
  Data simulate(Parameters parameters, UniformRandomProvider random);

  /**
   * This simulator with other settings, from the experiment file's {@code simulator.settings}:
   * numbers, texts or booleans by name.
   *
   * @throws IllegalArgumentException naming the setting and what was expected
   */
  default Simulator configured(Map<String, Object> settings) {
    if (settings.isEmpty()) {
      return this;
    }
    throw new IllegalArgumentException(
        "expected no settings for simulator %s, got %s".formatted(name(), settings.keySet()));
  }
}
