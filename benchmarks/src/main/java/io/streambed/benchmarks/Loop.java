package io.streambed.benchmarks;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.node.Node;
import io.streambed.app.node.Waiting;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import java.time.Duration;
import java.util.function.Predicate;

/** A running node, and what its telemetry says. */
final class Loop implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofHours(1);

  private final Node node;
  private final RunWatch watch;

  private Loop(Node node, RunWatch watch) {
    this.node = node;
    this.watch = watch;
  }

  static Loop of(Node node) {
    return new Loop(
        node, Waiting.on(RunWatch.start(node.system(), node.client(), state -> {}), START_LIMIT));
  }

  Node node() {
    return node;
  }

  /**
   * The first state from now on that is as {@code expected}.
   *
   * @throws IllegalStateException if training fails before
   */
  RunState await(Predicate<RunState> expected) {
    RunState state = Waiting.on(watch.until(s -> expected.test(s) || failed(s)), LIMIT);
    if (failed(state)) {
      throw new IllegalStateException("training failed: " + state.note("trainer", "failure"));
    }
    return state;
  }

  /** Until inference serves the newest model of the last round while training goes on. */
  RunState awaitModelOfLastRound(ExperimentPlan plan) {
    int last = plan.trainer().budget().roundSteps().size() - 1;
    long published = plan.trainer().publishEvery();
    return await(
        state ->
            state.figure("trainer", "round") >= last
                && state.figure("trainer", "round_steps") > published
                && serves(state, state.figure("trainer", "model_version")));
  }

  /** Whether inference serves {@code version} or a newer one. */
  static boolean serves(RunState state, double version) {
    return state.figure("inference", "model_version") >= version;
  }

  private static boolean failed(RunState state) {
    return state.note("trainer", "phase").equals("failed");
  }

  @Override
  public void close() {
    watch.close();
  }
}
