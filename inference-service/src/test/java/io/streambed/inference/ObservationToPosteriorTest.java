package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.Answer.Declined;
import io.streambed.inference.Answer.Inferred;
import io.streambed.inference.Answer.Moved;
import io.streambed.inference.PosteriorServer.Infer;
import io.streambed.science.Data;
import io.streambed.science.Draws;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.topics.BrokerException;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.Session;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservationToPosteriorTest {
  private static final TraceParent TRACE = TraceParent.create();

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<PosteriorServer.Command> server = kit.createTestProbe();
  private final TestProbe<Sent<Posterior>> posteriors = kit.createTestProbe();
  private final TestProbe<Sent<DeadLetter>> deadLetters = kit.createTestProbe();
  private final InferenceMeter meter = new InferenceMeter(0);
  private final Pair<TestPublisher.Probe<Received<Observation>>, TestSubscriber.Probe<Receipt>>
      ends =
          TestSource.<Received<Observation>>create(kit.system())
              .via(
                  ObservationToPosterior.flow(
                      Answering.alone(server.getRef(), kit.scheduler(), SmallModels.settings(1)),
                      new AnswerPublisher(
                          outlet(posteriors),
                          outlet(deadLetters),
                          (session, partition, cause) -> {
                            throw new AssertionError("no session was expected, got " + session);
                          },
                          meter)))
              .toMat(TestSink.create(kit.system()), Keep.both())
              .run(kit.system());

  /** What was handed to a topic, with the acknowledgement that the test gives. */
  private record Sent<T>(T value, TraceParent cause, CompletableFuture<Position> acknowledged) {
    void acknowledge() {
      acknowledged.complete(new Position("answers", 0, 0));
    }
  }

  @BeforeEach
  void demand() {
    ends.second().request(100);
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void anObservationIsReceiptedOnceItsPosteriorIsAcknowledged() {
    Received<Observation> received = receive(0, SmallModels.observation("a"));
    Posterior posterior = posterior("a");
    infer().replyTo().tell(new Inferred(posterior));
    Sent<Posterior> sent = posteriors.receiveMessage();
    assertSame(posterior, sent.value());
    ends.second().expectNoMessage();
    sent.acknowledge();
    ends.second().expectNext(received.receipt());
    assertEquals(1, meter.figures(1, SmallModels.CREATED).get("posteriors"));
  }

  @Test
  void anObservationMayWaitForOneBeforeItThatHasALongerDeadline() {
    Received<Observation> received = receive(0, SmallModels.observation("a"));
    Infer request = infer();
    Duration longest = SmallModels.settings(1).deadline().maximum();
    assertTrue(request.observation().deadline().compareTo(longest) < 0);

    time.timePasses(longest.plusSeconds(20));
    request.replyTo().tell(new Inferred(posterior("a")));

    posteriors.receiveMessage().acknowledge();
    ends.second().expectNext(received.receipt());
  }

  @Test
  void theTraceOfTheObservationIsHandedOn() {
    receive(0, SmallModels.observation("a"));
    infer().replyTo().tell(new Inferred(posterior("a")));
    assertEquals(TRACE, posteriors.receiveMessage().cause());
  }

  @Test
  void aDeclinedObservationBecomesADeadLetterWithTheReason() {
    Received<Observation> received = receive(5, SmallModels.observation("a"));
    infer().replyTo().tell(new Declined("no model yet"));
    Sent<DeadLetter> letter = deadLetters.receiveMessage();
    assertEquals(
        new DeadLetter(
            received.position(),
            DeadLetter.Stage.TASK_PUT,
            "no model yet",
            "sensor",
            received.raw().value()),
        letter.value());
    ends.second().expectNoMessage();
    letter.acknowledge();
    ends.second().expectNext(received.receipt());
  }

  @Test
  void aRecordThatCannotBeDecodedBecomesADeadLetterAndTheStreamGoesOn() {
    Raw raw = raw(0);
    Received<Observation> broken =
        new Received.Undecodable<>("expected a shape", raw, Receipt.of(raw.position()));
    ends.first().sendNext(broken);
    Sent<DeadLetter> letter = deadLetters.receiveMessage();
    assertEquals(DeadLetter.Stage.VALUE_CONVERTER, letter.value().stage());
    assertEquals("expected a shape", letter.value().cause());
    letter.acknowledge();
    ends.second().expectNext(broken.receipt());
    receive(1, SmallModels.observation("a"));
    infer();
  }

  @Test
  void anObservationThatAsksForTooMuchIsDeclinedWithoutAskingTheServer() {
    receive(0, asking(5001, Duration.ofSeconds(1)));
    assertEquals(
        "observation.samples: expected at most 5000, got 5001",
        deadLetters.receiveMessage().value().cause());
    receive(1, asking(1, Duration.ofDays(10_000)));
    assertEquals(
        "observation.deadline: expected at most 60.0 s, got 8.64E8 s",
        deadLetters.receiveMessage().value().cause());
    server.expectNoMessage();
  }

  @Test
  void anObservationWhosePartitionHasMovedCommitsNothingAndHoldsNoOtherUp() {
    Received<Observation> moved = receive(0, of("sensor-a", "a"));
    Received<Observation> stays = receive(7, 0, of("sensor-b", "b"));
    infer().replyTo().tell(Moved.INSTANCE);
    Receipt nothing = ends.second().expectNext();
    assertEquals(moved.position(), nothing.position());
    assertNotSame(moved.receipt(), nothing);
    infer().replyTo().tell(new Inferred(posterior("b")));
    posteriors.receiveMessage().acknowledge();
    ends.second().expectNext(stays.receipt());
  }

  @Test
  void receiptsComeInTheOrderOfTheRecordsWhateverTheOrderOfTheAnswers() {
    Received<Observation> first = receive(0, SmallModels.observation("a"));
    Received<Observation> second = receive(1, SmallModels.observation("b"));
    Infer slow = infer();
    infer().replyTo().tell(new Declined("quick"));
    deadLetters.expectNoMessage();
    slow.replyTo().tell(new Inferred(posterior("a")));
    Sent<Posterior> sent = posteriors.receiveMessage();
    deadLetters.receiveMessage().acknowledge();
    ends.second().expectNoMessage();
    sent.acknowledge();
    ends.second().expectNext(first.receipt(), second.receipt());
  }

  @Test
  void anObservationThatTakesLongHoldsUpNoOtherSensorsAnswers() {
    Received<Observation> slow = receive(0, of("sensor-a", "a"));
    Received<Observation> quick = receive(1, of("sensor-b", "b"));
    Received<Observation> elsewhere = receive(7, 0, of("sensor-c", "c"));
    Infer first = infer();
    infer().replyTo().tell(new Inferred(posterior("b")));
    posteriors.receiveMessage().acknowledge();
    infer().replyTo().tell(new Inferred(posterior("c")));
    posteriors.receiveMessage().acknowledge();
    // The other partition's offset may be committed, that behind the slow one may not.
    ends.second().expectNext(elsewhere.receipt());
    ends.second().expectNoMessage();
    first.replyTo().tell(new Inferred(posterior("a")));
    posteriors.receiveMessage().acknowledge();
    ends.second().expectNext(slow.receipt(), quick.receipt());
  }

  @Test
  void aSessionIsNotWrittenBeforeEveryEarlierAnswerOfItsSensorIsAcknowledged() {
    SensorOrder order = new SensorOrder();
    CompletableFuture<String> deadLetter = new CompletableFuture<>();
    List<String> written = new ArrayList<>();
    order.follow("a", deadLetter, letter -> write(letter, written));
    order.follow("a", CompletableFuture.completedFuture("session"), s -> write(s, written));
    order.follow("b", CompletableFuture.completedFuture("other"), s -> write(s, written));
    assertEquals(List.of("other"), written);
    deadLetter.complete("letter");
    assertEquals(List.of("other", "letter", "session"), written);
  }

  @Test
  void noMoreThanTwoObservationsForEachSamplerAreInHand() {
    for (int i = 0; i < 4; i++) {
      receive(i, SmallModels.observation("o-" + i));
    }
    Infer first = infer();
    infer();
    server.expectNoMessage();
    first.replyTo().tell(new Declined("done"));
    assertEquals("o-2", infer().observation().id());
  }

  @Test
  void aPosteriorThatCannotBeWrittenBecomesADeadLetter() {
    Received<Observation> received = receive(0, SmallModels.observation("a"));
    infer().replyTo().tell(new Inferred(posterior("a")));
    posteriors
        .receiveMessage()
        .acknowledged()
        .completeExceptionally(new IllegalArgumentException("expected at most 1 MB"));
    Sent<DeadLetter> letter = deadLetters.receiveMessage();
    assertEquals("its posterior cannot be written: expected at most 1 MB", letter.value().cause());
    letter.acknowledge();
    ends.second().expectNext(received.receipt());
  }

  @Test
  void aSessionIsWrittenAfterTheAnswerThatItCountsAndBeforeTheReceipt() {
    Session session =
        SmallSessions.plus(SessionState.begin("sensor"), SmallSessions.incoming(1))
            .toSession(SmallModels.CREATED);
    CompletableFuture<Position> written = new CompletableFuture<>();
    TestProbe<Session> sessions = kit.createTestProbe();
    AnswerPublisher publisher =
        new AnswerPublisher(
            outlet(posteriors),
            outlet(deadLetters),
            (value, partition, cause) -> {
              assertEquals(5, partition);
              sessions.getRef().tell(value);
              return written;
            },
            meter);
    Raw raw = raw(5, 1);
    Received<Observation> received =
        new Received.Decoded<>(SmallModels.observation("a"), raw, Receipt.of(raw.position()));
    Answered answered = new Answered(received, new Inferred(posterior("a")), session);
    CompletableFuture<Receipt> receipt =
        publisher
            .answer(answered)
            .thenCompose(done -> publisher.session(answered))
            .toCompletableFuture();
    Sent<Posterior> sent = posteriors.receiveMessage();
    sessions.expectNoMessage();
    sent.acknowledge();
    assertEquals(session, sessions.receiveMessage());
    assertFalse(receipt.isDone());
    written.complete(new Position("sessions", 5, 0));
    assertEquals(received.receipt(), receipt.join());
  }

  @Test
  void whatWasAnsweredBeforeIsReceiptedWithoutAnotherAnswer() {
    Raw raw = raw(0, 1);
    Received<Observation> received =
        new Received.Decoded<>(SmallModels.observation("a"), raw, Receipt.of(raw.position()));
    AnswerPublisher publisher =
        new AnswerPublisher(
            outlet(posteriors),
            outlet(deadLetters),
            (session, partition, cause) -> CompletableFuture.failedFuture(new AssertionError()),
            meter);
    Answered known = new Answered(received, Answer.Known.INSTANCE, null);
    assertEquals(received.receipt(), publisher.answer(known).toCompletableFuture().join());
    posteriors.expectNoMessage();
    deadLetters.expectNoMessage();
  }

  @Test
  void withoutAcknowledgementTheStreamFailsAndNothingIsReceipted() {
    receive(0, SmallModels.observation("a"));
    infer().replyTo().tell(new Inferred(posterior("a")));
    BrokerException refusal = new BrokerException("expected 2 replicas in sync, got 1");
    posteriors.receiveMessage().acknowledged().completeExceptionally(refusal);
    assertTrue(ends.second().expectError().toString().contains("2 replicas"));
  }

  private Infer infer() {
    return server.expectMessageClass(Infer.class);
  }

  private Received<Observation> receive(long offset, Observation observation) {
    return receive(0, offset, observation);
  }

  private Received<Observation> receive(int partition, long offset, Observation observation) {
    Raw raw = raw(partition, offset);
    Received<Observation> received =
        new Received.Decoded<>(observation, raw, Receipt.of(raw.position()));
    ends.first().sendNext(received);
    return received;
  }

  private static Observation of(String sensor, String id) {
    return new Observation(
        id, sensor, Data.of(new float[2]), SmallModels.CREATED, 10, Duration.ofSeconds(1));
  }

  private static CompletionStage<String> write(String value, List<String> written) {
    written.add(value);
    return CompletableFuture.completedFuture(value);
  }

  private static Raw raw(long offset) {
    return raw(0, offset);
  }

  private static Raw raw(int partition, long offset) {
    return new Raw(
        new Position("small.observations", partition, offset),
        "sensor",
        ByteString.fromString("bytes"),
        SmallModels.CREATED,
        Map.of(TraceParent.HEADER, TRACE.header()));
  }

  private static Observation asking(int samples, Duration deadline) {
    return new Observation(
        "greedy", "sensor", Data.of(new float[2]), SmallModels.CREATED, samples, deadline);
  }

  private static <T> Outlet<T> outlet(TestProbe<Sent<T>> probe) {
    return (value, cause) -> {
      CompletableFuture<Position> acknowledged = new CompletableFuture<>();
      probe.getRef().tell(new Sent<>(value, cause, acknowledged));
      return acknowledged;
    };
  }

  private static Posterior posterior(String id) {
    return new Posterior(
        id,
        "sensor",
        1,
        Duration.ZERO,
        new ParameterSpace(List.of("a"), List.of("1")),
        Draws.of(1, new double[] {0}),
        new Trust(1, 1, 0, 0, 0, 1, 0, 0, 0),
        Posterior.Sampler.REJECTION,
        Posterior.Status.COMPLETE,
        Duration.ofMillis(5));
  }
}
