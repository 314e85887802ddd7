package io.streambed.app.inquiry;

import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an observation and listens for its posterior or its dead letter. */
public final class Inquiry {
  private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

  /** Beyond the observation's own deadline, for the way there and back, seconds. */
  private static final long MARGIN = 30;

  private final ActorSystem<?> system;
  private final TopicClient client;

  /**
   * @param client of the experiment's topics; stays open
   */
  public Inquiry(ActorSystem<?> system, TopicClient client) {
    this.system = system;
    this.client = client;
  }

  /** Sends without waiting for an answer; done once it is acknowledged. */
  public CompletionStage<Position> send(Observation observation) {
    return client.publisher(client.topics().observations()).publish(observation);
  }

  /**
   * Sends and waits; fails with TimeoutException when neither came within the observation's
   * deadline and half a minute.
   */
  public CompletionStage<Reply> ask(Observation observation) {
    Topic<Posterior> posteriors = client.topics().posteriors();
    Topic<DeadLetter> deadLetters = client.topics().deadLetters();
    return client
        .admin()
        .endOffsets(posteriors)
        .thenCombine(client.admin().endOffsets(deadLetters), Pair::create)
        .thenCompose(ends -> ask(observation, ends.first(), ends.second()));
  }

  private CompletionStage<Reply> ask(
      Observation observation, Map<Integer, Long> posteriorEnds, Map<Integer, Long> letterEnds) {
    CompletableFuture<Position> sent = new CompletableFuture<>();
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    Control answers =
        listen(
            client.topics().posteriors(),
            posteriorEnds,
            posterior -> CompletableFuture.completedFuture(Observed.isOf(posterior, observation)),
            Reply.Answered::new,
            reply);
    Control letters =
        listen(
            client.topics().deadLetters(),
            letterEnds,
            letter -> sent.thenApply(letter.origin()::equals),
            letter -> new Reply.Rejected(letter.cause()),
            reply);
    send(observation)
        .whenComplete(
            (position, failure) -> {
              if (failure == null) {
                sent.complete(position);
              } else {
                reply.completeExceptionally(failure);
              }
            });
    return reply
        .orTimeout(observation.deadline().toSeconds() + MARGIN, TimeUnit.SECONDS)
        .whenComplete(
            (ended, failure) -> {
              answers.drain();
              letters.drain();
            });
  }

  /** What cannot be read may be of a newer program, and another observation's: it is left out. */
  private static <T> List<T> readable(Received<T> received) {
    if (received instanceof Received.Decoded<T> decoded) {
      return List.of(decoded.value());
    }
    LOG.warn(
        "the record at {} is left out: {}",
        received.position(),
        ((Received.Undecodable<T>) received).cause());
    return List.of();
  }

  private <T> Control listen(
      Topic<T> topic,
      Map<Integer, Long> from,
      Function<T, CompletionStage<Boolean>> wanted,
      Function<T, Reply> toReply,
      CompletableFuture<Reply> reply) {
    return client
        .intake()
        .assigned(topic, from)
        .mapConcat(Inquiry::readable)
        .mapAsync(1, value -> wanted.apply(value).thenApply(is -> Pair.create(value, is)))
        .filter(Pair::second)
        .toMat(Sink.foreach(found -> reply.complete(toReply.apply(found.first()))), Keep.left())
        .run(system);
  }
}
