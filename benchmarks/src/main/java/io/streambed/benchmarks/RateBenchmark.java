package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.DataDirectory;
import io.streambed.app.node.Node;
import io.streambed.app.node.NodeSettings;
import io.streambed.app.node.Waiting;
import io.streambed.app.progress.RunState;
import io.streambed.inference.document.Json;
import io.streambed.topics.Telemetry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Rates of the whole loop in this process, without an end and over the whole prior, from its own
 * telemetry. Arguments: experiment (lynx-hare), seconds (60).
 */
public final class RateBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int WARM_UP_STEPS = 1000;

  /**
   * One reading. Simulators and trainer speak at moments of their own.
   *
   * @param records on the topic {@code pairs}
   * @param nanos when these were counted
   */
  private record Reading(RunState state, long records, long nanos) {}

  /**
   * @param seconds of measurement
   * @param simulated runs per second in the loop, which the trainer's demand bounds
   * @param simulationCapacity runs per second that busy simulators would do beside this training
   * @param produced pairs per second that brokers acknowledged
   * @param admitted pairs and failed runs per second that the trainer took in
   * @param steps gradient steps per second
   * @param learnerIdleShare of the learner's time, 0 to 1
   * @param simulatorWaitingShare of the workers' time, 0 to 1
   */
  record Result(
      String benchmark,
      Machine machine,
      String experiment,
      int workers,
      double seconds,
      double simulated,
      double simulationCapacity,
      double produced,
      double admitted,
      double steps,
      double learnerIdleShare,
      double simulatorWaitingShare) {}

  private RateBenchmark() {}

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Arguments arguments = new Arguments(args);
    int seconds = arguments.count(1, 60);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      DataDirectory data = new DataDirectory(directory.path());
      ExperimentPlan plan = EndlessPlan.overThePrior(arguments.text(0, "lynx-hare"), data);
      Machine machine = Machine.here();
      System.out.println(machine);
      try (Node node = Node.start(plan, NodeSettings.everything(data));
          Loop loop = Loop.of(node)) {
        Reading before =
            read(loop, loop.await(state -> state.figure("trainer", "steps") >= WARM_UP_STEPS));
        long end = word(before.state(), "trainer").time().toEpochMilli() + seconds * 1000L;
        Reading after =
            read(loop, loop.await(s -> word(s, "trainer").time().toEpochMilli() >= end));
        print(result(plan, machine, before, after));
      }
    }
  }

  private static Reading read(Loop loop, RunState state) {
    var client = loop.node().client();
    long records =
        Waiting.on(client.admin().endOffsets(client.topics().pairs()), LIMIT).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return new Reading(state, records, System.nanoTime());
  }

  private static Result result(
      ExperimentPlan plan, Machine machine, Reading before, Reading after) {
    double seconds = seconds("trainer", before, after);
    double simulated = rate("simulator", "runs", before, after);
    double busy =
        (after.state().simulateSeconds() - before.state().simulateSeconds())
            / (seconds("simulator", before, after) * plan.simulator().workers());
    double blocks = (after.records() - before.records()) / ((after.nanos() - before.nanos()) / 1e9);
    return new Result(
        "rates",
        machine,
        plan.experiment().name(),
        plan.simulator().workers(),
        seconds,
        simulated,
        simulated / busy,
        blocks * plan.trainer().plan().block(),
        rate("trainer", "admitted_runs", before, after),
        rate("trainer", "steps", before, after),
        1 - (after.state().trainSeconds() - before.state().trainSeconds()) / seconds,
        1 - busy);
  }

  private static double rate(String role, String figure, Reading before, Reading after) {
    return (after.state().figure(role, figure) - before.state().figure(role, figure))
        / seconds(role, before, after);
  }

  private static double seconds(String role, Reading before, Reading after) {
    Duration between =
        Duration.between(word(before.state(), role).time(), word(after.state(), role).time());
    return between.toNanos() / 1e9;
  }

  private static Telemetry word(RunState state, String role) {
    return Objects.requireNonNull(state.newest().get(role), "no telemetry of the " + role);
  }

  private static void print(Result result) {
    System.out.printf(
        "%s, %d simulator workers, %.0f s%n",
        result.experiment(), result.workers(), result.seconds());
    System.out.printf("pairs/s simulated   %10.0f%n", result.simulated());
    System.out.printf("pairs/s produced    %10.0f%n", result.produced());
    System.out.printf("pairs/s admitted    %10.0f%n", result.admitted());
    System.out.printf("steps/s             %10.1f%n", result.steps());
    System.out.printf("learner idle share  %10.3f%n", result.learnerIdleShare());
    System.out.printf("workers wait share  %10.3f%n", result.simulatorWaitingShare());
    System.out.printf("pairs/s if busy     %10.0f%n", result.simulationCapacity());
    System.out.println(Json.text(result));
  }
}
