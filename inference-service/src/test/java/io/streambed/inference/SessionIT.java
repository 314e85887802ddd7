package io.streambed.inference;

import static io.streambed.inference.SmallSessions.incoming;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.InferenceGuardian.Stop;
import io.streambed.inference.InferenceGuardian.Stopped;
import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Posterior.Standing;
import io.streambed.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One sensor's session on a real broker. The tests follow one another on the same topics. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionIT {
  private static final SessionSettings SETTINGS = SmallSessions.settings(Kind.ACCUMULATE, 1, 4);
  private static final List<Posterior> ANSWERS = new ArrayList<>();

  @TempDir static Path directory;
  private static Loop loop;
  private static ModelSnapshot trained;

  @BeforeAll
  static void start() {
    loop = Loop.start(directory);
    trained = SmallModels.trained(1, 400);
    loop.publish(trained);
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  @Test
  @Order(1)
  void aSensorsObservationsAddUp() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    for (int n = 1; n <= 3; n++) {
      ANSWERS.add(answer(n));
      assertEquals(new Standing(n, n, 0, false), ANSWERS.get(n - 1).standing());
    }
    assertStops(service);
  }

  @Test
  @Order(2)
  void whatIsReadAgainAfterARestartIsAnsweredAlikeAndNotCountedAgain() {
    loop.rewind();
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    for (Posterior before : ANSWERS) {
      Posterior again = loop.posterior();
      assertEquals(before.observation(), again.observation());
      assertEquals(before.standing(), again.standing());
      assertArrayEquals(loop.bytes(before), loop.bytes(again), "latency apart, the same bytes");
    }
    loop.telemetryUntil("session_observations_repeated", 3);
    for (int n = 4; n <= 6; n++) {
      assertEquals(new Standing(n, n, 0, false), answer(n).standing());
    }
    loop.telemetryUntil("session_observations", 3);
    assertStops(service);
  }

  @Test
  @Order(3)
  void aNewModelGoesOnWithWhatIsKeptAndSaysWhatIsLost() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    loop.publish(SmallModels.republished(trained, 2));
    loop.telemetryUntil("model_version", 2);
    Posterior seventh = answer(7);
    assertEquals(2, seventh.modelVersion());
    assertEquals(new Standing(5, 5, 2, false), seventh.standing());
    assertStops(service);
  }

  @Test
  @Order(4)
  void aSendersRepeatIsAnsweredAlikeAfterARestartAndTheSessionGoesOn() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    Posterior eighth = answer(8);
    assertEquals(new Standing(6, 6, 2, false), eighth.standing());
    assertStops(service);
    service = loop.startService(SETTINGS);
    assertArrayEquals(eighth.draws().toArray(), answer(8).draws().toArray());
    assertEquals(new Standing(7, 7, 2, false), answer(9).standing());
    assertStops(service);
    loop.expectNothingMore();
  }

  @Test
  @Order(5)
  void whenTheServerDiesInBetweenNothingIsCountedTwice() {
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    assertEquals(new Standing(8, 8, 2, false), answer(10).standing());
    loop.kill(service, "inference-unit/posterior-server");
    loop.observe(observation(11));
    Posterior posterior = loop.posterior();
    while (posterior.observation().equals("o-10")) { // its offset was not committed: read again
      assertEquals(new Standing(8, 8, 2, false), posterior.standing());
      posterior = loop.posterior();
    }
    assertEquals("o-11", posterior.observation());
    assertEquals(new Standing(9, 9, 2, false), posterior.standing());
    assertStops(service);
  }

  /** Offsets of a session that are beyond the log's end would have all that comes passed over. */
  @Test
  @Order(6)
  void observationsThatWereMadeAnewAreCountedOnTopOfWhatASessionKnows() {
    SessionState known = SessionState.begin("sensor");
    for (int n = 101; n <= 103; n++) {
      Instant time = SmallSessions.START.plusSeconds(n);
      known = SmallSessions.plus(known, incoming("o-" + n, 1_000_000 + n, time));
    }
    loop.send(Topics.of(SmallModels.EXPERIMENT).sessions(), known.toSession(SmallSessions.START));
    ActorRef<InferenceGuardian.Command> service = loop.startService(SETTINGS);
    assertEquals(new Standing(4, 4, 0, false), answer(104).standing());
    assertEquals(new Standing(5, 5, 0, false), answer(105).standing());
    assertStops(service);
  }

  private static Observation observation(int n) {
    return SmallSessions.observation("o-" + n, n, SmallSessions.START.plusSeconds(n));
  }

  private static Posterior answer(int n) {
    loop.observe(observation(n));
    Posterior posterior = loop.posterior();
    assertEquals("o-" + n, posterior.observation());
    return posterior;
  }

  private static void assertStops(ActorRef<InferenceGuardian.Command> service) {
    TestProbe<Stopped> probe = loop.probe();
    service.tell(new Stop(probe.getRef()));
    probe.expectMessage(Duration.ofSeconds(10), Stopped.INSTANCE);
  }
}
