package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.progress.RunState;
import io.streambed.inference.document.Json;
import io.streambed.topics.experiment.PinnedObservation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  private final ExperimentPlan plan;
  private final DataDirectory data;
  private final PacedObservations observations;
  private final List<Double> rates;
  private final int seconds;

  /**
   * @param samples of each posterior
   * @param latencies milliseconds
   */
  record Result(
      String benchmark, Machine machine, String experiment, int samples, List<Latency> latencies) {}

  private LatencyBenchmark(String experiment, DataDirectory data, List<Double> rates, int seconds) {
    this.data = data;
    this.rates = rates;
    this.seconds = seconds;
    plan = EndlessPlan.lastRound(experiment, data);
    PinnedObservation pinned = plan.experiment().pinned();
    if (pinned == null) {
      throw new IllegalArgumentException(
          "expected an experiment with observation.file, got " + experiment);
    }
    observations =
        new PacedObservations(
            pinned.data(),
            SAMPLES,
            plan.inference().deadline().usual(),
            i -> "sensor-" + i % SENSORS);
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      new LatencyBenchmark(
              arguments.text(0, "linear-gaussian"),
              new DataDirectory(directory.path()),
              arguments.rates(1, 1),
              arguments.count(2, 100))
          .run();
    }
  }

  private void run() {
    Machine machine = Machine.here();
    System.out.println(machine);
    System.out.printf(
        "%s, %s observations/s, %d samples each; training to the last round first%n",
        plan.experiment().name(), rates, SAMPLES);
    System.out.println(Latency.heading());
    List<Latency> latencies = new ArrayList<>();
    double version;
    try (Node node = Node.start(plan, NodeSettings.everything(data));
        Loop loop = Loop.of(node)) {
      version = loop.awaitModelOfLastRound(plan).figure("inference", "model_version");
      measure(loop, "training runs", latencies);
    }
    try (Node node = Node.start(plan, inferenceOnly());
        Loop loop = Loop.of(node)) {
      loop.await((RunState state) -> Loop.serves(state, version));
      measure(loop, "idle", latencies);
    }
    System.out.println(
        Json.text(new Result("latency", machine, plan.experiment().name(), SAMPLES, latencies)));
  }

  private void measure(Loop loop, String name, List<Latency> latencies) {
    observations.atMost(loop.node(), name + " warm-up", WARM_UP);
    Latency most = observations.atMost(loop.node(), name + ", most", WARM_UP);
    for (double rate : rates) {
      int count = (int) Math.max(1, rate * seconds);
      add(observations.atRate(loop.node(), name, rate, count), latencies);
    }
    int count = (int) Math.max(WARM_UP, most.answersPerSecond() * Math.min(seconds, 30));
    add(observations.atMost(loop.node(), name + ", most", count), latencies);
  }

  private static void add(Latency latency, List<Latency> latencies) {
    latencies.add(latency);
    System.out.println(latency);
  }

  /** On the same topics: the model stays, nothing else is done. */
  private NodeSettings inferenceOnly() {
    return new NodeSettings(EnumSet.of(Role.INFERENCE), data, Optional.empty());
  }
}
