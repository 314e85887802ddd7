package io.streambed.inference;

import io.streambed.inference.PartitionOrder.Finished;
import io.streambed.inference.PartitionOrder.Taken;
import io.streambed.science.Observation;
import io.streambed.topics.intake.Received;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * observations -> answers -> what becomes of them, in the order of each partition. As many are
 * answered at a time as the samplers take. Fails as a step does.
 *
 * @param <T> what becomes of an observation
 */
final class PartitionRoute<T> {
  private final Answering answering;
  private final Step<T> step;
  private final Admission samplers;
  private final PartitionOrder<Received<Observation>, T> order = new PartitionOrder<>();

  private PartitionRoute(Answering answering, Step<T> step) {
    this.answering = answering;
    this.step = step;
    samplers = new Admission(answering.inHand());
  }

  /** What is done with an answer, in the order of reading until it is there. */
  @FunctionalInterface
  interface Step<T> {
    CompletionStage<T> follow(Received<Observation> received, CompletionStage<Answered> answer);
  }

  /**
   * The route.
   *
   * @param ahead records in hand, those included that wait for one before them
   * @param name of the step, in the stream's graph
   * @param steps a step for each time that the stream is run
   */
  static <T> Flow<Received<Observation>, T, NotUsed> flow(
      Answering answering, int ahead, String name, Supplier<Step<T>> steps) {
    return Flow.fromMaterializer(
            (materializer, attributes) ->
                new PartitionRoute<>(answering, steps.get()).route(ahead, name))
        .mapMaterializedValue(materialized -> NotUsed.getInstance());
  }

  private Flow<Received<Observation>, T, NotUsed> route(int ahead, String name) {
    return Flow.<Received<Observation>>create()
        .map(received -> order.take(received, received.position().partition()))
        .mapAsyncUnordered(ahead, this::follow)
        .named(name)
        .mapConcat(order::finish)
        .named("order-of-partitions")
        .watchTermination(
            (notUsed, ended) -> {
              ended.whenComplete((done, failure) -> samplers.close());
              return notUsed;
            });
  }

  private CompletionStage<Finished<T>> follow(Taken<Received<Observation>, T> taken) {
    Received<Observation> received = taken.value();
    long read = System.nanoTime();
    return step.follow(received, samplers.admit(() -> answering.answer(received, read)))
        .thenApply(outcome -> new Finished<>(outcome, taken.place()));
  }
}
