package io.streambed.benchmarks;

import io.streambed.inference.document.Json;
import java.util.List;
import java.util.Map;

/**
 * From an observation to its readable posterior of 1,000 samples, with training beside it and with
 * the loop idle, under a model of the experiment's last round; then as many as are answered.
 * Arguments: experiment (linear-gaussian), observations per second, with commas between several
 * (1), seconds of each (100).
 */
public final class LatencyBenchmark {
  private static final int SAMPLES = 1000;
  private static final int SENSORS = 8;
  private static final int WARM_UP = 200;

  private final Workbench bench;
  private final PacedObservations observations;
  private final List<Double> rates;
  private final int seconds;
  private final Machine machine = Machine.here();
  private final Latencies latencies;

  /**
   * @param samples of each posterior
   * @param latencies milliseconds
   */
  record Result(
      String benchmark, Machine machine, String experiment, int samples, List<Latency> latencies) {}

  private LatencyBenchmark(Workbench bench, List<Double> rates, int seconds) {
    this.bench = bench;
    this.rates = rates;
    this.seconds = seconds;
    observations = bench.observations(SAMPLES, SENSORS);
    latencies =
        Latencies.of(
            machine,
            "%s, %s observations/s, %d samples each; training to the last round first"
                .formatted(bench.experiment(), rates, SAMPLES));
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = new Arguments(args);
    List<Double> rates = arguments.rates(1, 1);
    int seconds = arguments.count(2, 100);
    Workbench.use(
        arguments.text(0, "linear-gaussian"),
        bench -> new LatencyBenchmark(bench, rates, seconds).run());
  }

  private void run() {
    long version = bench.train(loop -> measure(loop, "training runs"));
    bench.infer(Map.of(), version, loop -> measure(loop, "idle"));
    System.out.println(
        Json.text(new Result("latency", machine, bench.experiment(), SAMPLES, latencies.all())));
  }

  private void measure(Loop loop, String name) {
    observations.atMost(loop.node(), name + " warm-up", WARM_UP);
    Latency most = observations.atMost(loop.node(), name + ", most", WARM_UP);
    for (double rate : rates) {
      int count = (int) Math.max(1, rate * seconds);
      latencies.add(observations.atRate(loop.node(), name, rate, count));
    }
    int count = (int) Math.max(WARM_UP, most.answersPerSecond() * Math.min(seconds, 30));
    latencies.add(observations.atMost(loop.node(), name + ", most", count));
  }
}
