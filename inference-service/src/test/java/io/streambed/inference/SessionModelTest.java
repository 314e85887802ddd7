package io.streambed.inference;

import static io.streambed.inference.SmallSessions.counted;
import static io.streambed.inference.SmallSessions.incoming;
import static io.streambed.inference.SmallSessions.plus;
import static io.streambed.inference.SmallSessions.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Data;
import io.streambed.science.EstimatorSettings;
import io.streambed.science.NpeCSettings;
import io.streambed.science.NreCSettings;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Posterior.Standing;
import io.streambed.topics.Session;
import io.streambed.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions under models that have learnt for a moment. */
@Timeout(120)
class SessionModelTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final TestProbe<SessionAnswer> NOBODY = KIT.createTestProbe();
  private static final SessionState NOTHING = SessionState.begin("sensor");
  private static ServedModel first;
  private static ServedModel second;

  @BeforeAll
  static void train() {
    first = SmallModels.served(SmallModels.trained(1, 200));
    second = SmallModels.served(SmallModels.trained(2, 201));
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
    KIT.shutdownTestKit();
  }

  @Test
  void aFirstObservationIsAnsweredAsWithoutASession() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 1, 4));
    Observation observation = incoming(1).observation();
    Posterior alone =
        ((Answer.Inferred) first.answer(observation, SmallModels.received())).posterior();
    Posterior posterior = answer(model, counted(model, NOTHING, 1, 1), 0);
    assertEquals(Standing.ALONE, posterior.standing());
    assertArrayEquals(alone.draws().toArray(), posterior.draws().toArray());
    assertEquals(alone.trust(), posterior.trust());
  }

  @Test
  void everyObservationNarrowsThePosteriorAndStandsOnAllBeforeIt() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 1, 4));
    SessionState state = counted(model, NOTHING, 1, 10);
    assertEquals(4, state.kept().size());
    assertEquals(11, state.nextOffset());
    Posterior tenth = answer(model, state, 3);
    assertEquals(new Standing(10, 10, 0, false), tenth.standing());
    Posterior one = answer(model, counted(model, NOTHING, 1, 1), 0);
    // Exactly √(0.1 / 11) to √(0.1 / 2).
    double ratio = tenth.draws().deviation(0) / one.draws().deviation(0);
    assertEquals(Math.sqrt(2 / 11.0), ratio, 0.15);
  }

  @Test
  void withForgettingThePastWeighsLess() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 0.5, 2));
    Posterior third = answer(model, counted(model, NOTHING, 1, 3), 1);
    assertEquals(new Standing(3, 1.75, 0, false), third.standing());
  }

  @Test
  void whatIsKeptIsAnsweredOnceMoreWithTheSameDrawsAfterItWasWrittenAndRead() {
    for (Kind kind : new Kind[] {Kind.ACCUMULATE, Kind.WINDOW}) {
      SessionModel model = new SessionModel(first, settings(kind, 0.9, 3));
      Posterior fifth = answer(model, counted(model, NOTHING, 1, 5), -1);
      SessionState state = read(counted(model, NOTHING, 1, 7));
      int index = state.kept().size() - 3;
      assertEquals("o-5", state.kept().get(index).window().observation());
      Posterior again = answer(model, state, index);
      assertEquals(fifth.standing(), again.standing(), kind.toString());
      assertArrayEquals(fifth.draws().toArray(), again.draws().toArray(), kind.toString());
    }
  }

  @Test
  void whateverIsARepeatIsAnsweredAsItWasAndNothingElseIs() {
    for (Kind kind : new Kind[] {Kind.ACCUMULATE, Kind.WINDOW}) {
      SessionSettings settings = settings(kind, 0.9, 3);
      SessionModel model = new SessionModel(first, settings);
      List<Posterior> then = new ArrayList<>();
      SessionState state = NOTHING;
      for (int n = 1; n <= 9; n++) {
        state = counted(model, state, n, n);
        then.add(answer(model, state, -1));
        int repeats = 0;
        for (int old = 1; old <= n; old++) {
          SessionObservation again = incoming("o-" + old, 99, SmallSessions.START.plusSeconds(n));
          SessionPlace place = SessionPlace.of(again, state, settings);
          if (place instanceof SessionPlace.Repeated repeated) {
            repeats++;
            Posterior now = answer(model, state, repeated.index());
            assertEquals(then.get(old - 1).standing(), now.standing(), kind + " " + old);
            assertArrayEquals(then.get(old - 1).draws().toArray(), now.draws().toArray());
          } else {
            assertSame(SessionPlace.Outlived.INSTANCE, place, kind + " " + old);
          }
        }
        boolean whole = kind == Kind.WINDOW && n <= settings.mostKept();
        assertEquals(whole ? n : Math.min(n, 3), repeats, kind + " after " + n);
      }
    }
  }

  @Test
  void doubtfulObservationsAreRememberedAndFade() {
    try (ServedModel judging =
        SmallModels.served(SmallModels.withClouds(SmallModels.untrained(1)))) {
      SessionModel model = new SessionModel(judging, settings(Kind.ACCUMULATE, 0.5, 2));
      SessionState state = model.settled(plus(counted(model, NOTHING, 1, 1), doubtful(judging, 2)));
      assertEquals(0, answer(model, state, -1).standing().doubtful(), "its own distance says so");
      state = counted(model, read(state), 3, 3);
      Posterior third = answer(model, state, -1);
      assertEquals(0.5, third.standing().doubtful());
      assertTrue(
          third
              .credence()
              .reasons()
              .contains(
                  "29 % of the weight is of earlier observations that lie far from the simulations"),
          third.credence().reasons().toString());
      state = counted(model, read(counted(model, read(state), 4, 4)), 5, 5);
      assertEquals(new Standing(5, 1.9375, 0, false, 0.125), answer(model, state, -1).standing());
    }
  }

  @Test
  void logZIsThatOfTheNewestObservationWhateverCameBefore() {
    try (ServedModel judging =
        SmallModels.served(SmallModels.withClouds(SmallModels.trained(1, 50)))) {
      SessionModel model = new SessionModel(judging, settings(Kind.ACCUMULATE, 1, 2));
      Posterior fifth = answer(model, counted(model, NOTHING, 1, 5), -1);
      Posterior alone = answer(model, counted(model, NOTHING, 5, 5), -1);
      assertEquals(alone.trust().logNormaliser(), fifth.trust().logNormaliser(), 0.05);
      assertEquals(alone.trust().logNormaliserMean(), fifth.trust().logNormaliserMean());
      assertEquals(5, fifth.standing().observations());
    }
  }

  /** Farther out than 1 in 100 of the simulations, and not so far that it is set aside. */
  private static SessionObservation doubtful(ServedModel model, int n) {
    for (float y = 1; y < 100; y += 0.1f) {
      Data data = Data.of(new float[] {y, -y});
      Encoded encoded = model.encode(data);
      if (model.isDoubtful(encoded) && !model.isOdd(encoded)) {
        Instant time = SmallSessions.START.plusSeconds(n);
        Observation far =
            new Observation("o-" + n, "sensor", data, time, 200, Duration.ofSeconds(30));
        return new SessionObservation(far, n, time.plusSeconds(1));
      }
    }
    throw new AssertionError("nothing is doubtful and not odd");
  }

  @Test
  void aSessionThatWasWrittenAndReadGoesOnAsIfItHadNotBeen() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 0.9, 3));
    SessionState here = counted(model, NOTHING, 1, 9);
    SessionState there = counted(model, read(counted(model, NOTHING, 1, 6)), 7, 9);
    assertEquals(here.toSession(SmallSessions.START), there.toSession(SmallSessions.START));
  }

  @Test
  void aNewModelStartsAgainFromWhatIsKeptAndSaysWhatIsLost() {
    SessionModel old = new SessionModel(first, settings(Kind.ACCUMULATE, 1, 3));
    SessionModel young = new SessionModel(second, settings(Kind.ACCUMULATE, 1, 3));
    SessionState state = counted(young, counted(old, NOTHING, 1, 6), 7, 7);
    Posterior posterior = answer(young, state, 2);
    assertEquals(new Standing(4, 4, 3, false), posterior.standing());
    // The same as if it had seen no others.
    SessionState only = counted(young, NOTHING, 4, 7);
    assertArrayEquals(answer(young, only, 2).draws().toArray(), posterior.draws().toArray());
    assertEquals(
        new Standing(9, 9, 3, false), answer(young, counted(young, state, 8, 12), 2).standing());
  }

  @Test
  void anObservationThatANewModelCannotEmbedIsLeftOut() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 1, 3));
    Instant start = SmallSessions.START;
    Data huge = Data.of(new float[] {Float.MAX_VALUE, Float.MAX_VALUE});
    Observation odd = new Observation("o-0", "sensor", huge, start, 200, Duration.ofSeconds(30));
    SessionState state = plus(NOTHING, new SessionObservation(odd, 0, start));
    Posterior third = answer(model, counted(model, state, 1, 2), 1);
    assertEquals(new Standing(2, 2, 1, false), third.standing());
    SessionState last = plus(state, new SessionObservation(odd, 1, start));
    assertThrows(IllegalArgumentException.class, () -> model.settled(last));
  }

  @Test
  void aWindowStandsOnItsLastObservationsUnderEveryModel() {
    SessionModel old = new SessionModel(first, settings(Kind.WINDOW, 1, 3));
    SessionModel young = new SessionModel(second, settings(Kind.WINDOW, 1, 3));
    SessionState state = counted(young, counted(old, NOTHING, 1, 6), 7, 7);
    assertNull(state.before());
    assertEquals(new Standing(3, 3, 0, false), answer(young, state, -1).standing());
    SessionState only = counted(young, NOTHING, 5, 7);
    assertArrayEquals(
        answer(young, only, -1).draws().toArray(), answer(young, state, -1).draws().toArray());
  }

  @Test
  void aClassifierSumsItsLogRatiosOverTheWindow() {
    NreCSettings settings =
        new NreCSettings(EstimatorSettings.DataTransform.NONE, 9, 1, 32, 1, 0, 0);
    try (ServedModel classifier = SmallModels.served(SmallModels.trained(settings, 1, 150))) {
      SessionModel model = new SessionModel(classifier, settings(Kind.WINDOW, 0.5, 4));
      SessionState state = counted(model, NOTHING, 1, 5);
      Posterior fourth = answer(model, state, -1);
      assertEquals(new Standing(4, 1.875, 0, false), fourth.standing());
      Posterior one = answer(model, counted(model, NOTHING, 1, 1), 0);
      assertTrue(fourth.draws().deviation(0) < one.draws().deviation(0));
      assertRefused(classifier, Kind.ACCUMULATE);
    }
  }

  @Test
  void aModelThatIsDrawnFromDirectlyServesNoSessions() {
    NpeCSettings settings =
        new NpeCSettings(EstimatorSettings.DataTransform.NONE, 2, 4, 16, 1, 2, 8, 1);
    try (ServedModel flow = SmallModels.served(SmallModels.trained(settings, 1, 0))) {
      SessionModel.require(flow, settings(Kind.NONE, 1, 1));
      assertRefused(flow, Kind.WINDOW);
      assertRefused(flow, Kind.ACCUMULATE);
    }
  }

  /** An id of 36 characters, 16 observations of two values, an embedding of 18: see decision 19. */
  @Test
  void aSessionIsARecordOfThisManyBytes() {
    SessionModel model = new SessionModel(first, settings(Kind.ACCUMULATE, 1, 16));
    SessionState state = NOTHING;
    for (int n = 0; n < 40; n++) {
      String id = "00000000-0000-0000-0000-0000000000" + (10 + n);
      state = model.settled(plus(state, incoming(id, 1_000_000 + n, SmallSessions.START)));
    }
    assertEquals(8, state.earlier().hashes().size());
    int bytes =
        Topics.of("small").sessions().codec().encode(state.toSession(SmallSessions.START)).length;
    assertTrue(bytes > 16 * 8 + 18 * 8 && bytes < 1600, bytes + " bytes");
  }

  private static void assertRefused(ServedModel model, Kind kind) {
    assertThrows(
        IllegalArgumentException.class, () -> SessionModel.require(model, settings(kind, 1, 1)));
  }

  private static SessionState read(SessionState written) {
    var codec = Topics.of("small").sessions().codec();
    Session session = codec.decode(codec.encode(written.toSession(SmallSessions.START)));
    return SessionState.from(session);
  }

  /**
   * @param index of an observation kept; -1 for the last
   */
  private static Posterior answer(SessionModel model, SessionState state, int index) {
    int at = index < 0 ? state.kept().size() - 1 : index;
    Session.Window window = state.kept().get(at).window();
    Observation observation =
        SmallSessions.observation(window.observation(), window.offset(), window.time());
    Answer answer = model.answer(state, at, observation, SmallModels.received());
    return ((Answer.Inferred) answer).posterior();
  }
}
