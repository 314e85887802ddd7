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
 * observations -> PosteriorServer, or by way of the sensors' sessions -> posteriors or dead letters
 * -> receipts, which are committed.
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

  private final Asking asking;

  private ObservationToPosterior(Asking asking) {
    this.asking = asking;
  }

  /** Whom to ask. */
  @FunctionalInterface
  private interface Asking {
    CompletionStage<SessionAnswer> ask(Decoded<Observation> decoded, ReceiptTime receipt);
  }

  /** How long to wait for an answer. */
  static Duration patience(InferenceSettings settings) {
    return settings.deadline().maximum().plus(PATIENCE);
  }

  /** The whole route between reading and committing, every observation answered alone. */
  static Flow<Received<Observation>, Receipt, NotUsed> flow(
      ActorRef<PosteriorServer.Command> server,
      Scheduler scheduler,
      InferenceSettings settings,
      AnswerPublisher publisher) {
    return flow(
        settings,
        publisher,
        (decoded, receipt) ->
            AskPattern.<PosteriorServer.Command, Answer>ask(
                    server,
                    replyTo -> new Infer(decoded.value(), receipt, replyTo),
                    patience(settings),
                    scheduler)
                .thenApply(SessionAnswer::of));
  }

  /** The same, every observation answered by its sensor's session. */
  static Flow<Received<Observation>, Receipt, NotUsed> bySessions(
      ActorRef<SensorSessions.Command> sessions,
      Scheduler scheduler,
      InferenceSettings settings,
      AnswerPublisher publisher) {
    return flow(
        settings,
        publisher,
        (decoded, receipt) ->
            AskPattern.ask(
                sessions,
                replyTo -> new SensorSessions.Infer(request(decoded, receipt, replyTo)),
                patience(settings),
                scheduler));
  }

  private static SessionRequest request(
      Decoded<Observation> decoded, ReceiptTime receipt, ActorRef<SessionAnswer> replyTo) {
    return new SessionRequest(
        decoded.position().partition(),
        new SessionObservation(decoded.value(), decoded.position().offset(), decoded.raw().time()),
        receipt,
        replyTo);
  }

  private static Flow<Received<Observation>, Receipt, NotUsed> flow(
      InferenceSettings settings, AnswerPublisher publisher, Asking asking) {
    ObservationToPosterior route = new ObservationToPosterior(asking);
    return Flow.<Received<Observation>>create()
        .mapAsync(IN_HAND * settings.parallelism(), received -> route.answer(received, settings))
        .named("observation-to-answer")
        .mapAsync(UNACKNOWLEDGED, publisher::publish)
        .named("answer-to-topic");
  }

  private CompletionStage<Answered> answer(
      Received<Observation> received, InferenceSettings settings) {
    CompletionStage<SessionAnswer> answer =
        received instanceof Decoded<Observation> decoded
            ? ask(decoded, settings)
            : declined(((Undecodable<Observation>) received).cause());
    return answer.thenApply(known -> new Answered(received, known.answer(), known.session()));
  }

  private CompletionStage<SessionAnswer> ask(
      Decoded<Observation> decoded, InferenceSettings settings) {
    ReceiptTime receipt = ReceiptTime.now();
    return ObservationCheck.ofLimits(decoded.value(), settings.samples(), settings.deadline())
        .map(ObservationToPosterior::declined)
        .orElseGet(() -> asking.ask(decoded, receipt));
  }

  private static CompletionStage<SessionAnswer> declined(String cause) {
    return CompletableFuture.completedFuture(SessionAnswer.of(new Answer.Declined(cause)));
  }
}
