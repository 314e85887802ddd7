package io.streambed.inference;

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

  private final AnswerPublisher publisher;
  private final SensorOrder answers = new SensorOrder();
  private final SensorOrder sessions = new SensorOrder();

  private ObservationToPosterior(AnswerPublisher publisher) {
    this.publisher = publisher;
  }

  /** The whole route between reading and committing. */
  static Flow<Received<Observation>, Receipt, NotUsed> flow(
      Answering answering, AnswerPublisher publisher) {
    return PartitionRoute.flow(
        answering,
        UNACKNOWLEDGED + answering.inHand(),
        "observation-to-topic",
        () -> new ObservationToPosterior(publisher)::acknowledged);
  }

  private CompletionStage<Receipt> acknowledged(
      Received<Observation> received, CompletionStage<Answered> answer) {
    String sensor = sensor(received);
    CompletionStage<Answered> acknowledged =
        answers.follow(
            sensor, answer, answered -> publisher.answer(answered).thenApply(receipt -> answered));
    return sessions.follow(sensor, acknowledged, publisher::session);
  }

  private static String sensor(Received<Observation> received) {
    return received instanceof Decoded<Observation> decoded
        ? decoded.value().sensor()
        : received.raw().key();
  }
}
