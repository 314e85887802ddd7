package io.streambed.inference;

import io.streambed.inference.PosteriorServer.Infer;
import io.streambed.science.Observation;
import io.streambed.topics.intake.Received;
import io.streambed.topics.intake.Received.Decoded;
import io.streambed.topics.intake.Received.Undecodable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * Gets an answer for each record of the topic of observations, by asking the server or the sensors'
 * sessions. What is wrong with a record is an answer as well.
 */
final class Answering {
  /** Observations asked for at a time, for each sampler thread: one it works on and one next. */
  private static final int IN_HAND = 2;

  /**
   * How long past the longest deadline an answer may take before the server is taken for dead. Not
   * past its own: an observation may have to wait for one before it that has longer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long the sessions of a partition may take to be read back. */
  private static final Duration RESTORE = Duration.ofMinutes(15);

  private final InferenceSettings settings;
  private final Asking asking;

  private Answering(InferenceSettings settings, Asking asking) {
    this.settings = settings;
    this.asking = asking;
  }

  /** Whom to ask. */
  @FunctionalInterface
  private interface Asking {
    CompletionStage<SessionAnswer> ask(
        Decoded<Observation> decoded, long read, ReceiptTime receipt);
  }

  /** How long to wait for an answer. */
  static Duration patience(InferenceSettings settings) {
    return settings.deadline().maximum().plus(PATIENCE);
  }

  /** Every observation is answered alone. */
  static Answering alone(
      ActorRef<PosteriorServer.Command> server, Scheduler scheduler, InferenceSettings settings) {
    return new Answering(
        settings,
        (decoded, read, receipt) ->
            onSameThread(
                AskPattern.<PosteriorServer.Command, Answer>ask(
                    server,
                    replyTo -> new Infer(decoded.value(), receipt, replyTo),
                    patience(settings),
                    scheduler),
                SessionAnswer::of));
  }

  /** Every observation is answered by its sensor's session, once its partition's are read back. */
  static Answering bySessions(
      ActorRef<SensorSessions.Command> sessions, Scheduler scheduler, InferenceSettings settings) {
    return new Answering(
        settings,
        (decoded, read, receipt) ->
            onSameThread(
                AskPattern.<SensorSessions.Command, SessionAnswer>ask(
                    sessions,
                    replyTo -> new SensorSessions.Infer(request(decoded, read, receipt, replyTo)),
                    patience(settings).plus(RESTORE),
                    scheduler),
                Function.identity()));
  }

  /** How many may be asked for at a time. */
  int inHand() {
    return IN_HAND * settings.parallelism();
  }

  /**
   * Fails only where there is nobody to ask.
   *
   * @param read when, reading of {@link System#nanoTime}
   */
  CompletionStage<Answered> answer(Received<Observation> received, long read) {
    CompletionStage<SessionAnswer> answer =
        received instanceof Decoded<Observation> decoded
            ? ask(decoded, read)
            : declined(((Undecodable<Observation>) received).cause());
    return answer.thenApply(known -> new Answered(received, known.answer(), known.session()));
  }

  private CompletionStage<SessionAnswer> ask(Decoded<Observation> decoded, long read) {
    ReceiptTime receipt = new ReceiptTime(read, decoded.raw().time());
    return ObservationCheck.ofLimits(decoded.value(), settings.samples(), settings.deadline())
        .map(Answering::declined)
        .orElseGet(
            () -> decoded.receipt().during("sample", () -> asking.ask(decoded, read, receipt)));
  }

  /** On the thread that answers: what follows a reply otherwise goes by way of a common pool. */
  private static <A, B> CompletionStage<B> onSameThread(
      CompletionStage<A> reply, Function<A, B> then) {
    return reply.thenApplyAsync(then, Runnable::run);
  }

  private static SessionRequest request(
      Decoded<Observation> decoded,
      long read,
      ReceiptTime receipt,
      ActorRef<SessionAnswer> replyTo) {
    return new SessionRequest(
        decoded.position().partition(),
        new SessionObservation(decoded.value(), decoded.position().offset(), decoded.raw().time()),
        read,
        receipt,
        replyTo);
  }

  private static CompletionStage<SessionAnswer> declined(String cause) {
    return CompletableFuture.completedFuture(SessionAnswer.of(new Answer.Declined(cause)));
  }
}
