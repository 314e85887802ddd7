package io.streambed.benchmarks;

import io.streambed.app.node.DataDirectory;
import io.streambed.inference.document.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Models that take each other's place while observations of 1,000 sensors come at a fixed rate,
 * beside the same load under one model: every observation answered alone, then in its sensor's
 * session, which each model begins anew. Fails if an observation is not answered. Arguments:
 * experiment (benchmarks/experiments/three-means.conf), observations per second (100), seconds of
 * each (60), seconds from one model to the next (2).
 */
public final class SwapBenchmark {
  private static final int SAMPLES = 1000;
  private static final int SENSORS = 1000;
  private static final int WARM_UP = 5000;

  private final Workbench bench;
  private final PacedObservations observations;
  private final double rate;
  private final int seconds;
  private final int every;
  private final List<Latency> latencies = new ArrayList<>();

  /**
   * @param every seconds from one model to the next
   * @param latencies milliseconds
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      int samples,
      int sensors,
      int every,
      List<Latency> latencies) {}

  private SwapBenchmark(Workbench bench, double rate, int seconds, int every) {
    this.bench = bench;
    this.rate = rate;
    this.seconds = seconds;
    this.every = every;
    observations =
        new PacedObservations(
            bench.observed().data(),
            SAMPLES,
            bench.plan(Map.of()).inference().deadline().usual(),
            i -> "sensor-" + i % SENSORS);
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      new SwapBenchmark(
              new Workbench(
                  arguments.text(0, "benchmarks/experiments/three-means.conf"),
                  new DataDirectory(directory.path())),
              arguments.rate(1, 100),
              arguments.count(2, 60),
              arguments.count(3, 2))
          .run();
    }
  }

  private void run() {
    Machine machine = Machine.here();
    System.out.println(machine);
    System.out.printf(
        "%s, %d samples for each of %.0f observations/s of %d sensors, a new model every %d s%n",
        bench.experiment(), SAMPLES, rate, SENSORS, every);
    System.out.println(Latency.heading());
    long version = bench.train(loop -> {});
    bench.infer(Map.of(), version, loop -> measure(loop, "alone"));
    bench.infer(Workbench.SESSIONS, version, loop -> measure(loop, "sessions"));
    System.out.println(
        Json.text(
            new Result("swap", machine, bench.experiment(), SAMPLES, SENSORS, every, latencies)));
  }

  private void measure(Loop loop, String name) {
    observations.atMost(loop.node(), name + " warm-up", WARM_UP);
    int count = (int) Math.max(1, rate * seconds);
    add(observations.atRate(loop.node(), name + ", one", rate, count));
    try (CopiedModels copies = CopiedModels.every(every, loop.node())) {
      add(observations.atRate(loop.node(), name + ", swaps", rate, count));
    }
  }

  private void add(Latency latency) {
    latencies.add(latency);
    System.out.println(latency);
  }
}
