package io.streambed.benchmarks;

import io.streambed.inference.document.Json;
import java.util.List;
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
  private final Machine machine = Machine.here();
  private final Latencies latencies;

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
    observations = bench.observations(SAMPLES, SENSORS);
    latencies =
        Latencies.of(
            machine,
            "%s, %d samples for each of %.0f observations/s of %d sensors, a new model every %d s"
                .formatted(bench.experiment(), SAMPLES, rate, SENSORS, every));
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    double rate = arguments.rate(1, 100);
    int seconds = arguments.count(2, 60);
    int every = arguments.count(3, 2);
    Workbench.use(
        arguments.text(0, "benchmarks/experiments/three-means.conf"),
        bench -> new SwapBenchmark(bench, rate, seconds, every).run());
  }

  private void run() {
    long version = bench.train(loop -> {});
    bench.infer(Map.of(), version, loop -> measure(loop, "alone"));
    bench.infer(Workbench.SESSIONS, version, loop -> measure(loop, "sessions"));
    System.out.println(
        Json.text(
            new Result(
                "swap", machine, bench.experiment(), SAMPLES, SENSORS, every, latencies.all())));
  }

  private void measure(Loop loop, String name) {
    observations.atMost(loop.node(), name + " warm-up", WARM_UP);
    int count = (int) Math.max(1, rate * seconds);
    latencies.add(observations.atRate(loop.node(), name + ", one", rate, count));
    try (CopiedModels copies = CopiedModels.every(every, loop.node())) {
      latencies.add(observations.atRate(loop.node(), name + ", swaps", rate, count));
    }
  }
}
