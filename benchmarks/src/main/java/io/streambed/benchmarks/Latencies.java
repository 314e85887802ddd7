package io.streambed.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows of a table that is printed as they come. */
final class Latencies {
  private final List<Latency> all = new ArrayList<>();

  /** Prints where and what is measured, and names the columns. */
  static Latencies of(Machine machine, String what) {
    System.out.println(machine);
    System.out.println(what);
    System.out.println(Latency.heading());
    return new Latencies();
  }

  void add(Latency latency) {
    all.add(latency);
    System.out.println(latency);
  }

  List<Latency> all() {
    return List.copyOf(all);
  }
}
