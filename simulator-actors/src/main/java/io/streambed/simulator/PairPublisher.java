package io.streambed.simulator;

import io.streambed.science.RunBlock;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Stage;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.TraceParent;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.Publisher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Outcomes -> {@code pairs}, and what cannot be used -> {@code dead-letters}. */
final class PairPublisher {
  private final Publisher<OutcomeBlock> pairs;
  private final Publisher<DeadLetter> deadLetters;

  private PairPublisher(Publisher<OutcomeBlock> pairs, Publisher<DeadLetter> deadLetters) {
    this.pairs = pairs;
    this.deadLetters = deadLetters;
  }

  static PairPublisher of(TopicClient client) {
    return new PairPublisher(
        client.publisher(client.topics().pairs()), client.publisher(client.topics().deadLetters()));
  }

  /**
   * Publishes what {@code received} came to, in the order of the calls. Outcomes that no record can
   * hold become a dead letter.
   *
   * @return where the last record stands, once all are acknowledged
   */
  CompletionStage<Position> publish(Received<RunBlock> received, Ending ending) {
    TraceParent trace = received.trace();
    if (ending instanceof Ending.Unusable unusable) {
      return deadLetters.publish(unusable.letter(), trace);
    }
    return pairs
        .publish(((Ending.Outcomes) ending).block(), trace)
        .exceptionallyCompose(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              return cause instanceof IllegalArgumentException
                  ? deadLetters.publish(
                      DeadLetter.of(received.raw(), Stage.TASK_PUT, String.valueOf(cause)), trace)
                  : CompletableFuture.failedFuture(failure);
            });
  }
}
