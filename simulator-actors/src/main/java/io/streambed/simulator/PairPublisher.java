package io.streambed.simulator;

import io.streambed.science.Outcome;
import io.streambed.science.Outcome.Cause;
import io.streambed.science.Outcome.Failed;
import io.streambed.science.Outcome.Pair;
import io.streambed.science.RunBlock;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Stage;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.TraceParent;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.Publisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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
   * Publishes what {@code received} came to, in the order of the calls. Pairs that no record can
   * hold are published as failed runs, so that the sequence goes on; what cannot be written even
   * then becomes a dead letter.
   *
   * @return where the last record stands, once all are acknowledged
   */
  CompletionStage<Position> publish(Received<RunBlock> received, Ending ending) {
    TraceParent trace = received.trace();
    if (ending instanceof Ending.Unusable unusable) {
      return deadLetters.publish(unusable.letter(), trace);
    }
    OutcomeBlock block = ((Ending.Outcomes) ending).block();
    return unlessUnwritable(
        pairs.publish(block, trace),
        cause ->
            unlessUnwritable(
                pairs.publish(withoutPairs(block, cause), trace),
                still ->
                    deadLetters.publish(
                        DeadLetter.of(received.raw(), Stage.TASK_PUT, still), trace)));
  }

  private static CompletionStage<Position> unlessUnwritable(
      CompletionStage<Position> published, Function<String, CompletionStage<Position>> otherwise) {
    return published.exceptionallyCompose(
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof IllegalArgumentException
              ? otherwise.apply(cause.toString())
              : CompletableFuture.failedFuture(failure);
        });
  }

  /** The block with its pairs as failures for {@code cause}; it is nothing but a function of it. */
  static OutcomeBlock withoutPairs(OutcomeBlock block, String cause) {
    List<Outcome> outcomes =
        block.outcomes().stream().map(outcome -> withoutData(outcome, cause)).toList();
    return new OutcomeBlock(block.block(), outcomes, block.simulator(), block.seed());
  }

  private static Outcome withoutData(Outcome outcome, String cause) {
    return outcome instanceof Pair pair
        ? new Failed(
            pair.run(),
            pair.proposal(),
            pair.parameters(),
            Cause.WRONG_SHAPE,
            "the block's data of shape %s fit no record: %s".formatted(pair.data().shape(), cause))
        : outcome;
  }
}
