package io.streambed.inference;

import io.streambed.science.Observation;
import io.streambed.topics.intake.Outcome;
import io.streambed.topics.intake.Received;
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

  private ObservationToOutcome() {}

  /** The whole route between reading and committing. */
  static Flow<Received<Observation>, Outcome, NotUsed> flow(
      Answering answering, AnswerWriter writer) {
    return PartitionRoute.<Outcome>flow(
        answering,
        AHEAD,
        "observation-to-outcome",
        () -> (received, answer) -> answer.thenApply(writer::outcome));
  }
}
