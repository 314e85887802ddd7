package io.streambed.inference;

import io.streambed.inference.PartitionOrder.Finished;
import io.streambed.inference.PartitionOrder.Taken;
import io.streambed.science.Observation;
import io.streambed.topics.intake.Outcome;
import io.streambed.topics.intake.Received;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * observations -> PosteriorServer, or by way of the sensors' sessions -> posterior or dead letter
 * and session, to be written with the observation's offset in one transaction.
 *
 * <p>In the order of each partition. What is wrong with a record never ends the stream; it fails
 * when the server does.
 */
final class ObservationToOutcome {
  /** Records in hand, those included that wait for one before them. */
  private static final int AHEAD = 64;

  private final Answering answering;
  private final AnswerWriter writer;
  private final Admission samplers;
  private final PartitionOrder<Received<Observation>, Outcome> order = new PartitionOrder<>();

  private ObservationToOutcome(Answering answering, AnswerWriter writer) {
    this.answering = answering;
    this.writer = writer;
    samplers = new Admission(answering.inHand());
  }

  /** The whole route between reading and committing. */
  static Flow<Received<Observation>, Outcome, NotUsed> flow(
      Answering answering, AnswerWriter writer) {
    return Flow.fromMaterializer(
            (materializer, attributes) -> new ObservationToOutcome(answering, writer).route())
        .mapMaterializedValue(materialized -> NotUsed.getInstance());
  }

  private Flow<Received<Observation>, Outcome, NotUsed> route() {
    return Flow.<Received<Observation>>create()
        .map(received -> order.take(received, received.position().partition()))
        .mapAsyncUnordered(AHEAD, this::follow)
        .named("observation-to-outcome")
        .mapConcat(order::finish)
        .named("order-of-partitions")
        .watchTermination(
            (notUsed, ended) -> {
              ended.whenComplete((done, failure) -> samplers.close());
              return notUsed;
            });
  }

  private CompletionStage<Finished<Outcome>> follow(Taken<Received<Observation>, Outcome> taken) {
    long read = System.nanoTime();
    return samplers
        .admit(() -> answering.answer(taken.value(), read))
        .thenApply(answered -> new Finished<>(writer.outcome(answered), taken.place()));
  }
}
