package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Role;
import io.streambed.app.progress.RunState;
import io.streambed.inference.document.Json;
import io.streambed.topics.experiment.PinnedObservation;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From an observation to its readable posterior of 1,000 samples, with training beside it and with
 * the loop idle, under a model of the experiment's last round. Arguments: experiment
 * (linear-gaussian), observations per second (1), observations (100).
 */
public final class LatencyBenchmark {
  private static final int SAMPLES = 1000;
  private static final int WARM_UP_SECONDS = 10;
  private static final int WARM_UP_LEAST = 20;

  private final ExperimentPlan plan;
  private final DataDirectory data;
  private final PacedObservations observations;
  private final int count;

  /**
   * @param perSecond observations
   * @param samples of each posterior
   * @param latencies milliseconds
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      double perSecond,
      int samples,
      List<Latency> latencies) {}

  private LatencyBenchmark(String experiment, DataDirectory data, double perSecond, int count) {
    this.data = data;
    this.count = count;
    plan = EndlessPlan.lastRound(experiment, data);
    PinnedObservation pinned = plan.experiment().pinned();
    if (pinned == null) {
      throw new IllegalArgumentException(
          "expected an experiment with observation.file, got " + experiment);
    }
    observations =
        new PacedObservations(
            pinned.data(), SAMPLES, plan.inference().deadline().usual(), perSecond);
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      new LatencyBenchmark(
              arguments.text(0, "linear-gaussian"),
              new DataDirectory(directory.path()),
              arguments.rate(1, 1),
              arguments.count(2, 100))
          .run();
    }
  }

  private void run() {
    Machine machine = Machine.here();
    System.out.println(machine);
    System.out.printf(
        "%s, %s observations/s, %d samples each; training to the last round first%n",
        plan.experiment().name(), observations.perSecond(), SAMPLES);
    Latency running;
    double version;
    try (Node node = Node.start(plan, NodeSettings.everything(data));
        Loop loop = Loop.of(node)) {
      version = loop.awaitModelOfLastRound(plan).figure("inference", "model_version");
      running = measure(loop, "training runs");
    }
    Latency idle;
    try (Node node = Node.start(plan, inferenceOnly());
        Loop loop = Loop.of(node)) {
      loop.await((RunState state) -> Loop.serves(state, version));
      idle = measure(loop, "idle");
    }
    List<Latency> latencies = List.of(idle, running);
    System.out.println(Latency.heading());
    latencies.forEach(System.out::println);
    System.out.println(
        Json.text(
            new Result(
                "latency",
                machine,
                plan.experiment().name(),
                observations.perSecond(),
                SAMPLES,
                latencies)));
  }

  private Latency measure(Loop loop, String name) {
    int warmUp = (int) Math.max(WARM_UP_LEAST, WARM_UP_SECONDS * observations.perSecond());
    observations.measure(loop.node(), name + " warm-up", warmUp);
    return observations.measure(loop.node(), name, count);
  }

  /** On the same topics: the model stays, nothing else is done. */
  private NodeSettings inferenceOnly() {
    return new NodeSettings(EnumSet.of(Role.INFERENCE), data, Optional.empty());
  }
}
