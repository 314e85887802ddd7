package io.streambed.inference;

import static io.streambed.inference.SmallSessions.START;
import static io.streambed.inference.SmallSessions.incoming;
import static io.streambed.inference.SmallSessions.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.Answer.Declined;
import io.streambed.inference.Answer.Inferred;
import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior.Standing;
import io.streambed.topics.Codec;
import io.streambed.topics.Session;
import io.streambed.topics.Topics;
import io.streambed.topics.intake.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions of several partitions, whose observations a test answers when it wants. */
@Timeout(120)
class SensorSessionsTest {
  private static final SessionSettings SETTINGS = SmallSessions.settings(Kind.ACCUMULATE, 1, 4);
  private static ServedModel model;

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<PosteriorServer.Command> server = kit.createTestProbe();
  private final TestProbe<SessionAnswer> answers = kit.createTestProbe();
  private final SessionMeter meter = new SessionMeter();
  private final Backlog backlog = new Backlog();
  private final ActorRef<SensorSessions.Command> sessions =
      kit.spawn(
          SensorSessions.create(
              new SessionTools(
                  server.getRef(), SETTINGS, Duration.ofSeconds(90), backlog, meter, () -> START)));

  @BeforeAll
  static void load() {
    model = SmallModels.served(SmallModels.withClouds(SmallModels.untrained(1)));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  /** A topic whose partitions a test reads when it wants. */
  private static final class Backlog implements SessionBacklog {
    private final Codec<Session> codec = Topics.of("small").sessions().codec();
    private final BlockingQueue<CompletableFuture<Map<String, byte[]>>> reads =
        new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<Map<String, byte[]>> read(int partition) {
      CompletableFuture<Map<String, byte[]>> read = new CompletableFuture<>();
      reads.add(read);
      return read;
    }

    @Override
    public byte[] encode(Session session) {
      return codec.encode(session);
    }

    @Override
    public Session decode(byte[] bytes) {
      return codec.decode(bytes);
    }

    /** Ends the oldest reading. */
    void holds(Session... found) throws InterruptedException {
      Map<String, byte[]> held = new HashMap<>();
      for (Session session : found) {
        held.put(session.sensor(), encode(session));
      }
      reads.take().complete(held);
    }
  }

  @Test
  void nothingIsAnsweredBeforeThePartitionsSessionsAreRead() throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(0));
    send(0, incoming(6));
    server.expectNoMessage();
    assertEquals(0, meter.figures().get("sessions_longest_restore_seconds"));
    SessionModel sessionModel = new SessionModel(model, SETTINGS);
    backlog.holds(
        SmallSessions.counted(sessionModel, SessionState.begin("sensor"), 1, 5).toSession(START));
    assertEquals(6, answered().standing().observations());
    assertEquals(1, meter.figures().get("sessions"));
    assertNotEquals(0, meter.figures().get("sessions_longest_restore_seconds"));
  }

  @Test
  void anObservationIsCountedWhileDrawsForTheOneBeforeAreStillMade() throws InterruptedException {
    backlogOfNothing(incoming(1), incoming(2));
    PosteriorServer.Infer first = infer();
    server.expectNoMessage(); // counting one at a time
    Answer answer = first.inference().apply(model);
    PosteriorServer.Infer second = infer();
    second.replyTo().tell(second.inference().apply(model));
    assertEquals(new Standing(2, 2, 0, false), posterior(answers.receiveMessage()));
    first.replyTo().tell(answer);
    SessionAnswer late = answers.receiveMessage();
    assertEquals(Standing.ALONE, posterior(late));
    assertEquals(2, session(late).nextOffset(), "what the first one counted, no more");
  }

  @Test
  void aDeclinedObservationIsNotCountedAndTheNextOneIs() throws InterruptedException {
    Observation wide =
        new Observation("wide", "sensor", Data.of(new float[3]), START, 10, Duration.ofSeconds(1));
    backlogOfNothing(new SessionObservation(wide, 0, START), incoming(1));
    serve();
    SessionAnswer declined = answers.receiveMessage();
    assertTrue(declined.answer() instanceof Declined);
    assertNull(declined.session());
    assertEquals(Standing.ALONE, answered().standing());
  }

  @Test
  void anObservationFarFromTheSimulationsIsSetAsideAndTheNextOneIsCounted()
      throws InterruptedException {
    Observation odd =
        new Observation(
            "odd", "sensor", Data.of(new float[] {30, -20}), START, 10, Duration.ofSeconds(1));
    backlogOfNothing(new SessionObservation(odd, 0, START), incoming(1));
    serve();
    SessionAnswer aside = answers.receiveMessage();
    assertEquals(new Standing(1, 1, 0, true), posterior(aside));
    assertNull(aside.session());
    assertEquals(Standing.ALONE, answered().standing());
    assertEquals(1, meter.figures().get("session_observations"));
    assertEquals(1, meter.figures().get("session_observations_set_aside"));
  }

  @Test
  void whileThereIsNoModelNothingIsCounted() throws InterruptedException {
    backlogOfNothing(incoming(1), incoming(2));
    infer().replyTo().tell(new Declined("no model yet"));
    assertNull(answers.receiveMessage().session());
    assertEquals(Standing.ALONE, answered().standing());
    assertEquals(1, meter.figures().get("session_observations"));
  }

  @Test
  void otherDataUnderAnIdThatIsKeptAreDeclinedAndSayWhatWasExpected() throws InterruptedException {
    backlogOfNothing();
    send(0, incoming("o-1", 1, START.plusSeconds(1)));
    assertEquals(Standing.ALONE, answered().standing());
    send(0, incoming("o-1", 2, START.plusSeconds(2)));
    serve();
    String said = ((Declined) answers.receiveMessage().answer()).toString();
    assertTrue(said.contains("observation.id: expected the data that came under it"), said);
    assertEquals(1, meter.figures().get("session_observations"));
  }

  @Test
  void repeatsAndReplaysAreAnsweredAlikeAndWriteNothing() throws InterruptedException {
    backlogOfNothing();
    for (int n = 1; n <= 6; n++) {
      send(0, incoming(n));
      assertEquals(n, answered().standing().observations());
    }
    send(0, incoming(5));
    serve();
    SessionAnswer replayed = answers.receiveMessage();
    assertEquals(5, posterior(replayed).observations());
    assertNull(replayed.session());
    Instant later = START.plusSeconds(7);
    send(0, new SessionObservation(observation("o-4", 4, later), 7, later.plusSeconds(1)));
    serve();
    assertEquals(4, posterior(answers.receiveMessage()).observations());
    send(0, incoming(1));
    assertSame(Answer.Known.INSTANCE, answers.receiveMessage().answer());
    send(0, incoming("late", 8, START.minus(Duration.ofDays(1))));
    serve();
    SessionAnswer late = answers.receiveMessage();
    assertEquals(new Standing(1, 1, 0, true), posterior(late));
    assertNull(late.session());
    send(0, incoming(9));
    assertEquals(7, answered().standing().observations());
    assertEquals(7, meter.figures().get("session_observations"));
    assertEquals(2, meter.figures().get("session_observations_repeated"));
    assertEquals(1, meter.figures().get("session_observations_late"));
    assertEquals(1, meter.figures().get("session_observations_answered_before"));
  }

  @Test
  void whatIsSentAgainAfterItIsNoLongerKeptIsAnsweredAloneAndNotCounted()
      throws InterruptedException {
    backlogOfNothing();
    for (int n = 1; n <= 7; n++) {
      send(0, incoming(n));
      assertEquals(n, answered().standing().observations());
    }
    send(0, incoming("o-2", 8, START.plusSeconds(8)));
    serve();
    SessionAnswer again = answers.receiveMessage();
    assertEquals(new Standing(1, 1, 0, true), posterior(again));
    assertNull(again.session());
    send(0, incoming(9));
    assertEquals(8, answered().standing().observations());
    assertEquals(1, meter.figures().get("session_observations_repeated"));
  }

  @Test
  void aSessionThatRestsIsTakenUpWhereItWas() throws InterruptedException {
    backlogOfNothing(incoming(1), incoming(2));
    answered();
    answered();
    assertEquals(1, meter.figures().get("sessions_active"));
    time.timePasses(SETTINGS.idle());
    server.awaitAssert(
        () -> {
          assertEquals(0, meter.figures().get("sessions_active"));
          return null;
        });
    assertEquals(1, meter.figures().get("sessions"));
    send(0, incoming(3));
    assertEquals(3, answered().standing().observations());
    assertEquals(1, meter.figures().get("sessions_active"));
  }

  @Test
  void aPartitionThatComesAnewIsReadAnew() throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(3));
    backlog.holds();
    send(3, incoming(1));
    assertEquals(1, answered().standing().observations());
    SensorSessions.assignments(sessions).revoked(Set.of(3));
    SensorSessions.assignments(sessions).assigned(Set.of(3));
    SessionModel elsewhere = new SessionModel(model, SETTINGS);
    backlog.holds(
        SmallSessions.counted(elsewhere, SessionState.begin("sensor"), 1, 4).toSession(START));
    send(3, incoming(5));
    assertEquals(5, answered().standing().observations());
  }

  @Test
  void whatWasReadBeforeItsPartitionWentOrCameBackIsNotAnswered() throws InterruptedException {
    long early = System.nanoTime();
    Assignments assignments = SensorSessions.assignments(sessions);
    assignments.assigned(Set.of(3));
    assignments.revoked(Set.of(3));
    send(3, incoming(1));
    assertEquals(Answer.Moved.INSTANCE, answers.receiveMessage().answer());
    assignments.assigned(Set.of(3));
    backlog.holds();
    backlog.holds();
    sessions.tell(
        new SensorSessions.Infer(
            new SessionRequest(3, incoming(1), early, SmallModels.received(), answers.getRef())));
    assertEquals(Answer.Moved.INSTANCE, answers.receiveMessage().answer());
    send(3, incoming(1));
    assertEquals(1, answered().standing().observations());
  }

  @Test
  void whatWaitsForTheSessionsOfAPartitionThatGoesIsNotAnswered() throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(3));
    send(3, incoming(1));
    server.expectNoMessage();
    SensorSessions.assignments(sessions).revoked(Set.of(3));
    assertEquals(Answer.Moved.INSTANCE, answers.receiveMessage().answer());
  }

  @Test
  void ofAPartitionThatGoesNothingIsKept() throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(3));
    SessionModel sessionModel = new SessionModel(model, SETTINGS);
    backlog.holds(
        SmallSessions.counted(sessionModel, SessionState.begin("sensor"), 1, 5).toSession(START));
    awaitSessions(1);
    SensorSessions.assignments(sessions).revoked(Set.of(3));
    awaitSessions(0);
  }

  private void awaitSessions(int known) {
    server.awaitAssert(
        () -> {
          assertEquals(known, meter.figures().get("sessions"));
          return null;
        });
  }

  @Test
  void partitionsHaveSessionsOfTheirOwn() throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(0, 1));
    backlog.holds();
    backlog.holds();
    for (int partition : List.of(0, 1)) {
      send(partition, incoming(1));
      assertEquals(1, answered().standing().observations());
    }
    assertEquals(2, meter.figures().get("sessions"));
  }

  private void backlogOfNothing(SessionObservation... incoming) throws InterruptedException {
    SensorSessions.assignments(sessions).assigned(Set.of(0));
    backlog.holds();
    for (SessionObservation one : incoming) {
      send(0, one);
    }
  }

  private void send(int partition, SessionObservation incoming) {
    sessions.tell(
        new SensorSessions.Infer(
            new SessionRequest(
                partition, incoming, System.nanoTime(), SmallModels.received(), answers.getRef())));
  }

  private PosteriorServer.Infer infer() {
    return server.expectMessageClass(PosteriorServer.Infer.class);
  }

  /** Answers the next observation. */
  private void serve() {
    PosteriorServer.Infer infer = infer();
    infer.replyTo().tell(infer.inference().apply(model));
  }

  /** Answers the next observation, which counts. */
  private io.streambed.science.Posterior answered() {
    serve();
    SessionAnswer answer = answers.receiveMessage();
    session(answer);
    return ((Inferred) answer.answer()).posterior();
  }

  private static Standing posterior(SessionAnswer answer) {
    return ((Inferred) answer.answer()).posterior().standing();
  }

  /** What is written with an answer. */
  private static Session session(SessionAnswer answer) {
    return Objects.requireNonNull(answer.session());
  }
}
