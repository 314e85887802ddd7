package io.streambed.inference;

import io.streambed.inference.PartitionOrder.Finished;
import io.streambed.inference.PartitionOrder.Taken;
import io.streambed.science.Observation;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * observations -> PosteriorServer, or by way of the sensors' sessions -> posteriors or dead letters
 * -> receipts, which are committed.
 *
 * <p>Answers in the order of each sensor, receipts in that of each partition: one that takes long
 * holds up those of its own sensor alone. At least once: every record ends as a posterior or as a
 * dead letter, acknowledged before its receipt; a repeat carries the same bytes. What is wrong with
 * a record never ends the stream; it fails when the server or the brokers do.
 */
final class ObservationToPosterior {
  /** Answers on their way to the brokers. */
  private static final int UNACKNOWLEDGED = 64;

  private final Answering answering;
  private final AnswerPublisher publisher;
  private final Admission samplers;
  private final SensorOrder answers = new SensorOrder();
  private final SensorOrder sessions = new SensorOrder();
  private final PartitionOrder<Received<Observation>, Receipt> order = new PartitionOrder<>();

  private ObservationToPosterior(Answering answering, AnswerPublisher publisher) {
    this.answering = answering;
    this.publisher = publisher;
    samplers = new Admission(answering.inHand());
  }

  /** The whole route between reading and committing. */
  static Flow<Received<Observation>, Receipt, NotUsed> flow(
      Answering answering, AnswerPublisher publisher) {
    return Flow.fromMaterializer(
            (materializer, attributes) -> new ObservationToPosterior(answering, publisher).route())
        .mapMaterializedValue(materialized -> NotUsed.getInstance());
  }

  private Flow<Received<Observation>, Receipt, NotUsed> route() {
    return Flow.<Received<Observation>>create()
        .map(received -> order.take(received, received.position().partition()))
        .mapAsyncUnordered(UNACKNOWLEDGED + answering.inHand(), this::follow)
        .named("observation-to-topic")
        .mapConcat(order::finish)
        .named("order-of-partitions")
        .watchTermination(
            (notUsed, ended) -> {
              ended.whenComplete((done, failure) -> samplers.close());
              return notUsed;
            });
  }

  private CompletionStage<Finished<Receipt>> follow(Taken<Received<Observation>, Receipt> taken) {
    Received<Observation> received = taken.value();
    long read = System.nanoTime();
    String sensor = sensor(received);
    CompletionStage<Answered> answer = samplers.admit(() -> answering.answer(received, read));
    CompletionStage<Answered> acknowledged =
        answers.follow(
            sensor, answer, answered -> publisher.answer(answered).thenApply(receipt -> answered));
    return sessions
        .follow(sensor, acknowledged, publisher::session)
        .thenApply(receipt -> new Finished<>(receipt, taken.place()));
  }

  private static String sensor(Received<Observation> received) {
    return received instanceof Decoded<Observation> decoded
        ? decoded.value().sensor()
        : received.raw().key();
  }
}
