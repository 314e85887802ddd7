package io.streambed.inference;

import io.streambed.inference.PosteriorServer.Infer;
import io.streambed.science.Observation;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.intake.Received.Undecodable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * observations -> PosteriorServer -> posteriors or dead letters -> receipts, which are committed.
 *
 * <p>In the order of each partition. At least once: every record ends as a posterior or as a dead
 * letter, acknowledged before its receipt; a repeat carries the same draws. What is wrong with a
 * record never ends the stream; it fails when the server or the brokers do.
 */
final class ObservationToPosterior {
  /** Observations asked for at a time, for each sampler thread: one it works on and one next. */
  private static final int IN_HAND = 2;

  private static final int UNACKNOWLEDGED = 64;

  /**
   * How long past the longest deadline an answer may take before the server is taken for dead. Not
   * past its own: an observation may have to wait for one before it that has longer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ActorRef<PosteriorServer.Command> server;
  private final Scheduler scheduler;

  private ObservationToPosterior(ActorRef<PosteriorServer.Command> server, Scheduler scheduler) {
    this.server = server;
    this.scheduler = scheduler;
  }

  /** The whole route between reading and committing. */
  static Flow<Received<Observation>, Receipt, NotUsed> flow(
      ActorRef<PosteriorServer.Command> server,
      Scheduler scheduler,
      InferenceSettings settings,
      AnswerPublisher publisher) {
    ObservationToPosterior route = new ObservationToPosterior(server, scheduler);
    return Flow.<Received<Observation>>create()
        .mapAsync(IN_HAND * settings.parallelism(), received -> route.answer(received, settings))
        .named("observation-to-answer")
        .mapAsync(UNACKNOWLEDGED, publisher::publish)
        .named("answer-to-topic");
  }

  private CompletionStage<Answered> answer(
      Received<Observation> received, InferenceSettings settings) {
    CompletionStage<Answer> answer =
        received instanceof Decoded<Observation> decoded
            ? ask(decoded.value(), settings)
            : declined(((Undecodable<Observation>) received).cause());
    return answer.thenApply(known -> new Answered(received, known));
  }

  private CompletionStage<Answer> ask(Observation observation, InferenceSettings settings) {
    ReceiptTime receipt = ReceiptTime.now();
    return ObservationCheck.ofLimits(observation, settings.samples(), settings.deadline())
        .map(ObservationToPosterior::declined)
        .orElseGet(
            () ->
                AskPattern.ask(
                    server,
                    replyTo -> new Infer(observation, receipt, replyTo),
                    settings.deadline().maximum().plus(PATIENCE),
                    scheduler));
  }

  private static CompletionStage<Answer> declined(String cause) {
    return CompletableFuture.completedFuture(new Answer.Declined(cause));
  }
}
