package io.streambed.inference;

import static io.streambed.inference.SmallSessions.LATENESS;
import static io.streambed.inference.SmallSessions.START;
import static io.streambed.inference.SmallSessions.incoming;
import static io.streambed.inference.SmallSessions.plus;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.SessionPlace.Late;
import io.streambed.inference.SessionPlace.Next;
import io.streambed.inference.SessionPlace.Outlived;
import io.streambed.inference.SessionPlace.Passed;
import io.streambed.inference.SessionPlace.Repeated;
import io.streambed.inference.SessionSettings.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionPlaceTest {
  private static final SessionSettings SETTINGS = SmallSessions.settings(Kind.ACCUMULATE, 1, 2);
  private static final SessionState EMPTY = SessionState.begin("sensor");

  /** Offsets 10 and 12 are kept, 11 was not counted, 9 is counted but not kept any more. */
  private static final SessionState STATE =
      plus(plus(plus(EMPTY, incoming(9)).with(null, List.of(), 8), incoming(10)), incoming(12));

  @Test
  void aFirstObservationIsCounted() {
    assertEquals(new Next(true), place(incoming(0), EMPTY));
  }

  @Test
  void whatFollowsIsCounted() {
    assertEquals(new Next(true), place(incoming(13), STATE));
  }

  @Test
  void whatIsALittleOlderIsCountedAsOutOfOrder() {
    Instant newest = START.plusSeconds(12);
    assertEquals(new Next(true), place(incoming("new", 13, newest), STATE));
    assertEquals(new Next(false), place(incoming("new", 13, newest.minusNanos(1)), STATE));
    assertEquals(new Next(false), place(incoming("new", 13, newest.minus(LATENESS)), STATE));
  }

  @Test
  void whatIsOlderThanTheLatenessAllowedIsLate() {
    Instant tooOld = START.plusSeconds(12).minus(LATENESS).minusNanos(1);
    assertEquals(Late.INSTANCE, place(incoming("new", 13, tooOld), STATE));
  }

  @Test
  void anIdThatIsKeptIsARepeatWhereverItStands() {
    assertEquals(new Repeated(0), place(incoming("o-10", 13, START.plusSeconds(99)), STATE));
    assertEquals(new Repeated(1), place(incoming("o-12", 4, START), STATE));
  }

  @Test
  void aRecordThatIsReadAgainIsAnsweredAsItWas() {
    assertEquals(new Repeated(0), place(incoming(10), STATE));
    assertEquals(new Repeated(1), place(incoming(12), STATE));
    assertEquals(Late.INSTANCE, place(incoming(11), STATE), "not counted the first time");
    assertEquals(Passed.INSTANCE, place(incoming(9), STATE));
    assertEquals(Passed.INSTANCE, place(incoming(0), STATE));
  }

  @Test
  void anIdThatIsRememberedIsNeverCountedAgain() {
    Instant now = START.plusSeconds(13);
    assertEquals(Outlived.INSTANCE, place(incoming("o-9", 13, now), STATE));
    SessionState forgetful = plus(EMPTY, incoming(9)).with(null, List.of(), 0);
    assertEquals(new Next(true), place(incoming("o-9", 13, now), forgetful));
  }

  @Test
  void theLastIdsAreRememberedUpToTheNumberAsked() {
    SessionState state = EMPTY;
    for (int n = 1; n <= 9; n++) {
      state = plus(state, incoming(n)).with(null, List.of(), 3);
    }
    Instant now = START.plusSeconds(10);
    assertEquals(3, state.earlier().hashes().size());
    assertEquals(new Next(true), place(incoming("o-6", 10, now), state));
    for (int n = 7; n <= 9; n++) {
      assertEquals(Outlived.INSTANCE, place(incoming("o-" + n, 10, now), state));
    }
  }

  @Test
  void ofAWindowOnlyWhatHasEnoughBeforeItIsARepeat() {
    SessionSettings two = SmallSessions.settings(Kind.WINDOW, 1, 2);
    SessionState all = plus(plus(EMPTY, incoming(1)), incoming(2));
    assertEquals(new Repeated(0), SessionPlace.of(incoming(1), all, two), "the first of all");
    SessionState three = plus(all, incoming(3));
    SessionState fallen = plus(three, incoming(4));
    fallen = fallen.with(null, fallen.kept().subList(1, 4), 8);
    assertEquals(Passed.INSTANCE, SessionPlace.of(incoming(2), fallen, two));
    Instant now = START.plusSeconds(5);
    assertEquals(Outlived.INSTANCE, SessionPlace.of(incoming("o-2", 5, now), fallen, two));
    assertEquals(new Repeated(1), SessionPlace.of(incoming("o-3", 5, now), fallen, two));
  }

  @Test
  void aClockThatIsAheadDoesNotMakeTheRestLate() {
    SessionObservation ahead =
        new SessionObservation(
            SmallSessions.observation("ahead", 13, START.plus(Duration.ofDays(9_999))),
            13,
            START.plusSeconds(14));
    assertEquals(new Next(true), place(ahead, STATE));
    assertEquals(START.plusSeconds(14), plus(STATE, ahead).newest());
    assertEquals(new Next(true), place(incoming(14), plus(STATE, ahead)));
  }

  private static SessionPlace place(SessionObservation incoming, SessionState state) {
    return SessionPlace.of(incoming, state, SETTINGS);
  }
}
