package io.streambed.app.demo;

import io.streambed.app.node.Waiting;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import io.streambed.science.ModelSnapshot;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * A training that has come to its end.
 *
 * @param state the last word of each role
 * @param model its last model
 * @param sha256 of that model's weights
 */
record Training(RunState state, ModelSnapshot model, String sha256) {
  private static final Duration ADOPTION_LIMIT = Duration.ofMinutes(1);
  private static final Duration PUBLICATION_LIMIT = Duration.ofMinutes(1);
  private static final Duration FOREVER = Duration.ofDays(365);

  /**
   * Waits until the budget is spent and inference serves the last model.
   *
   * @throws DemoFailure if training diverged or no model was published
   */
  static Training await(RunWatch watch, ActorSystem<?> system, TopicClient client) {
    RunState ended = Waiting.on(watch.until(Training::isOver), FOREVER);
    if (ended.note("trainer", "phase").equals("failed")) {
      throw new DemoFailure(
          "training stopped: %s; try a smaller training.rate, or another seed"
              .formatted(ended.note("trainer", "failure")));
    }
    Arrived last = last(system, client, (long) ended.figure("trainer", "steps"));
    RunState served =
        Waiting.on(
            watch.until(state -> state.figure("inference", "model_version") >= last.version()),
            ADOPTION_LIMIT);
    return new Training(served, last.snapshot(), last.sha256());
  }

  private static boolean isOver(RunState state) {
    String phase = state.note("trainer", "phase");
    return phase.equals("finished") || phase.equals("failed");
  }

  /** The model of the last step, once it is on its topic. */
  private static Arrived last(ActorSystem<?> system, TopicClient client, long steps) {
    return Waiting.on(
        client
            .models()
            .newest()
            .<Arrived>mapConcat(
                arrival -> arrival instanceof Arrived model ? List.of(model) : List.of())
            .filter(model -> model.snapshot().provenance().step() >= steps)
            .runWith(Sink.head(), system),
        PUBLICATION_LIMIT);
  }
}
