package io.streambed.science.simulator;

import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The simulators on the class path, by name: those that come with Streambed and those that users
 * name in {@code META-INF/services/io.streambed.science.simulator.Simulator}.
 */
public final class SimulatorCatalogue {

  private SimulatorCatalogue() {}

  /** Names of all simulators. */
  public static SortedSet<String> names() {
    return new TreeSet<>(load().keySet());
  }

  /**
   * The simulator of that name, with its default settings.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Simulator find(String name) {
    SortedMap<String, Simulator> simulators = load();
    Simulator simulator = simulators.get(name);
    if (simulator == null) {
      throw new IllegalArgumentException(
          "expected one of the simulators %s, got %s".formatted(simulators.keySet(), name));
    }
    return simulator;
  }

  private static SortedMap<String, Simulator> load() {
    SortedMap<String, Simulator> simulators = new TreeMap<>();
    for (Simulator simulator : ServiceLoader.load(Simulator.class)) {
      Simulator other = simulators.putIfAbsent(simulator.name(), simulator);
      if (other != null) {
        throw new IllegalStateException(
            "expected one simulator of the name %s on the class path, got %s and %s"
                .formatted(simulator.name(), other.getClass(), simulator.getClass()));
      }
    }
    return simulators;
  }
}
