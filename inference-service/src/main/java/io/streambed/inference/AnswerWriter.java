package io.streambed.inference;

import io.streambed.inference.Answer.Declined;
import io.streambed.inference.Answer.Inferred;
import io.streambed.inference.Answer.Moved;
import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Session;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Outcome;
import io.streambed.topics.publish.Prepared;
import io.streambed.topics.publish.Publisher;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers -> what is written of them in a transaction: a posterior or a dead letter, and what the
 * sensor has seen. A posterior that cannot be written becomes a dead letter.
 *
 * @param meter told of what is ready to be written
 */
record AnswerWriter(
    Publisher<Posterior> posteriors,
    Publisher<DeadLetter> deadLetters,
    Publisher<Session> sessions,
    InferenceMeter meter) {

  /**
   * What is to be written.
   *
   * @throws IllegalStateException if the record's partition has moved: nothing of it may be
   *     committed here
   */
  Outcome outcome(Answered answered) {
    if (answered.answer() instanceof Moved) {
      throw new IllegalStateException(
          "the partition of %s moved after it was read".formatted(answered.received().position()));
    }
    TraceParent trace = answered.received().trace();
    List<Prepared> written = new ArrayList<>();
    if (answered.answer() instanceof Inferred inferred) {
      written.add(posterior(answered, inferred.posterior(), trace));
    } else if (answered.answer() instanceof Declined declined) {
      written.add(deadLetter(answered, declined.cause(), trace));
    }
    Session session = answered.session();
    if (session != null) {
      int partition = answered.received().position().partition();
      written.add(sessions.prepare(session, partition, trace));
    }
    return new Outcome(answered.received().receipt(), written);
  }

  private Prepared posterior(Answered answered, Posterior posterior, TraceParent trace) {
    Prepared prepared;
    try {
      prepared = posteriors.prepare(posterior, trace);
    } catch (IllegalArgumentException unwritable) {
      return deadLetter(
          answered, "its posterior cannot be written: " + unwritable.getMessage(), trace);
    }
    meter.posterior(posterior);
    return prepared;
  }

  private Prepared deadLetter(Answered answered, String cause, TraceParent trace) {
    meter.deadLetter(cause);
    return deadLetters.prepare(answered.deadLetter(cause), trace);
  }
}
