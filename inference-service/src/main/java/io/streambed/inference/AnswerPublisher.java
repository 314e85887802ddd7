package io.streambed.inference;

import io.streambed.inference.Answer.Declined;
import io.streambed.inference.Answer.Inferred;
import io.streambed.inference.Answer.Moved;
import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Session;
import io.streambed.topics.intake.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Answers -> posteriors and dead letters, then what their sensors have seen -> sessions: what a
 * session has counted is answered. A posterior that cannot be written becomes a dead letter.
 *
 * @param posteriors the topic of posteriors
 * @param deadLetters the topic of dead letters
 * @param sessions the topic of sessions
 * @param meter told of what has been acknowledged
 */
record AnswerPublisher(
    Outlet<Posterior> posteriors,
    Outlet<DeadLetter> deadLetters,
    SessionOutlet sessions,
    InferenceMeter meter) {

  /**
   * The receipt of the record, once its answer is acknowledged; fails if the brokers refuse it. Of
   * one whose partition has moved a receipt that commits nothing: whoever reads it there answers
   * it.
   */
  CompletionStage<Receipt> answer(Answered answered) {
    return answered.answer() instanceof Inferred inferred
        ? posterior(answered, inferred.posterior())
        : answered.answer() instanceof Declined declined
            ? deadLetter(answered, declined.cause())
            : CompletableFuture.completedFuture(receipt(answered));
  }

  /**
   * The receipt of the record, once what its sensor has seen is acknowledged. Only after the
   * answers up to this one are: what stands in a session is never answered again.
   */
  CompletionStage<Receipt> session(Answered answered) {
    Receipt receipt = receipt(answered);
    Session session = answered.session();
    if (session == null) {
      return CompletableFuture.completedFuture(receipt);
    }
    int partition = answered.received().position().partition();
    return sessions
        .publish(session, partition, answered.received().trace())
        .thenApply(position -> receipt);
  }

  private static Receipt receipt(Answered answered) {
    Receipt receipt = answered.received().receipt();
    return answered.answer() instanceof Moved ? receipt.uncommitted() : receipt;
  }

  private CompletionStage<Receipt> posterior(Answered answered, Posterior posterior) {
    return posteriors
        .publish(posterior, answered.received().trace())
        .thenApply(
            position -> {
              meter.posterior(posterior);
              return answered.received().receipt();
            })
        .exceptionallyCompose(failure -> unwritable(answered, failure));
  }

  private CompletionStage<Receipt> unwritable(Answered answered, Throwable failure) {
    Throwable first = failure instanceof CompletionException ? failure.getCause() : failure;
    return first instanceof IllegalArgumentException
        ? deadLetter(answered, "its posterior cannot be written: " + first.getMessage())
        : CompletableFuture.failedFuture(first);
  }

  private CompletionStage<Receipt> deadLetter(Answered answered, String cause) {
    return deadLetters
        .publish(answered.deadLetter(cause), answered.received().trace())
        .thenApply(
            position -> {
              meter.deadLetter(cause);
              return answered.received().receipt();
            });
  }
}
