package io.streambed.app.demo;

import io.streambed.app.node.Node;
import io.streambed.app.node.Waiting;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import io.streambed.science.ModelSnapshot;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * A training that has come to its end.
 *
 * @param state the last word of each role
 * @param model its last model
 * @param sha256 of that model's weights
 */
public record Training(RunState state, ModelSnapshot model, String sha256) {
  private static final int HOPELESS = 500;
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration ADOPTION_LIMIT = Duration.ofMinutes(1);

  /** The last model is calibrated before, perhaps after another one; each may take minutes. */
  private static final Duration PUBLICATION_LIMIT = Duration.ofMinutes(15);

  private static final Duration FOREVER = Duration.ofDays(365);

  /**
   * Waits until the budget is spent and inference serves the last model; shows how it goes.
   *
   * @param seed of the experiment
   * @throws DemoFailure if training diverged, every run failed, or no model of that seed was
   *     published
   * @throws io.streambed.app.node.RoleFailure if a role of the node ends before
   */
  public static Training await(Node node, ProgressLine progress, long seed) {
    try (RunWatch watch =
        Waiting.on(RunWatch.start(node.system(), node.client(), progress), START_LIMIT)) {
      return await(watch, node, seed);
    }
  }

  private static Training await(RunWatch watch, Node node, long seed) {
    RunState ended = Waiting.on(node.unlessEnded(watch.until(Training::isOver)), FOREVER);
    if (isHopeless(ended)) {
      throw new DemoFailure(
          "all of the first %.0f runs failed, the last: %s; mend the simulator, its settings or the prior"
              .formatted(
                  ended.figure("trainer", "failed_runs"),
                  ended.note("trainer", "last_failed_run")));
    }
    if (ended.note("trainer", "phase").equals("failed")) {
      throw new DemoFailure(
          "training stopped: %s; try a smaller training.rate, or another seed"
              .formatted(ended.note("trainer", "failure")));
    }
    Arrived last = last(node, (long) ended.figure("trainer", "steps"));
    if (last.snapshot().provenance().seed() != seed) {
      throw new DemoFailure(
          "expected a model of seed %d, got model %d of seed %d; remove the whole data directory, or use another"
              .formatted(seed, last.version(), last.snapshot().provenance().seed()));
    }
    RunState served =
        Waiting.on(
            node.unlessEnded(
                watch.until(state -> state.figure("inference", "model_version") >= last.version())),
            ADOPTION_LIMIT);
    return new Training(served, last.snapshot(), last.sha256());
  }

  private static boolean isOver(RunState state) {
    String phase = state.note("trainer", "phase");
    return phase.equals("finished") || phase.equals("failed") || isHopeless(state);
  }

  /** Whether so many runs have failed, and none has given data, that none will. */
  private static boolean isHopeless(RunState state) {
    double failed = state.figure("trainer", "failed_runs");
    return failed >= HOPELESS && failed == state.figure("trainer", "admitted_runs");
  }

  /**
   * The newest promoted model, once that of the last step is on its topic, which may be another.
   */
  private static Arrived last(Node node, long steps) {
    return Waiting.on(
        node.unlessEnded(
            node.client()
                .models()
                .newest()
                .<Arrived>mapConcat(
                    arrival -> arrival instanceof Arrived model ? List.of(model) : List.of())
                .scan(List.<Arrived>of(), Training::newest)
                .filter(
                    newest ->
                        !newest.isEmpty()
                            && newest.get(newest.size() - 1).snapshot().provenance().step()
                                >= steps)
                .map(newest -> newest.get(0))
                .runWith(Sink.head(), node.system())),
        PUBLICATION_LIMIT);
  }

  /** The newest promoted model, then what came after it, if anything. */
  private static List<Arrived> newest(List<Arrived> before, Arrived next) {
    return next.snapshot().promoted() || before.isEmpty()
        ? List.of(next)
        : List.of(before.get(0), next);
  }
}
