package io.streambed.app.demo;

import io.streambed.app.node.Waiting;
import io.streambed.app.progress.RunState;
import io.streambed.app.progress.RunWatch;
import io.streambed.science.ModelSnapshot;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelArrival.Arrived;
import java.time.Duration;
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
  private static final Duration READING_LIMIT = Duration.ofMinutes(1);
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
    double version = ended.figure("trainer", "model_version");
    RunState served =
        Waiting.on(
            watch.until(state -> state.figure("inference", "model_version") >= version),
            ADOPTION_LIMIT);
    Arrived newest = newest(system, client);
    return new Training(served, newest.snapshot(), newest.sha256());
  }

  private static boolean isOver(RunState state) {
    String phase = state.note("trainer", "phase");
    return phase.equals("finished") || phase.equals("failed");
  }

  private static Arrived newest(ActorSystem<?> system, TopicClient client) {
    return Waiting.on(
            client
                .models()
                .upToNow()
                .<Arrived>mapConcat(
                    (ModelArrival arrival) ->
                        arrival instanceof Arrived arrived
                            ? java.util.List.of(arrived)
                            : java.util.List.of())
                .runWith(Sink.lastOption(), system),
            READING_LIMIT)
        .orElseThrow(() -> new DemoFailure("expected a model on its topic, found none"));
  }
}
