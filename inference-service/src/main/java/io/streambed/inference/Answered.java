package io.streambed.inference;

import io.streambed.science.Observation;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Session;
import io.streambed.topics.intake.Received;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of observations with its answer.
 *
 * @param received the record as it was read
 * @param answer declined if it cannot be decoded
 * @param session what its sensor has seen with it; null where nothing was counted
 */
record Answered(Received<Observation> received, Answer answer, @Nullable Session session) {

  /** Its dead letter, for {@code cause}. */
  DeadLetter deadLetter(String cause) {
    return received instanceof Received.Decoded<Observation> decoded
        ? decoded.deadLetter(cause)
        : ((Received.Undecodable<Observation>) received).deadLetter();
  }
}
