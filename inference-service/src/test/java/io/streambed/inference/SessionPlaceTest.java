package io.streambed.inference;

import static io.streambed.inference.SmallSessions.LATENESS;
import static io.streambed.inference.SmallSessions.START;
import static io.streambed.inference.SmallSessions.incoming;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.inference.SessionPlace.Late;
import io.streambed.inference.SessionPlace.Next;
import io.streambed.inference.SessionPlace.Passed;
import io.streambed.inference.SessionPlace.Repeated;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionPlaceTest {
  private static final SessionState EMPTY = SessionState.begin("sensor");

  /** Offsets 10 and 12 are kept, 11 was not counted, 9 is counted but not kept any more. */
  private static final SessionState STATE =
      EMPTY.plus(incoming(9)).with(null, java.util.List.of()).plus(incoming(10)).plus(incoming(12));

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
  void aClockThatIsAheadDoesNotMakeTheRestLate() {
    SessionObservation ahead =
        new SessionObservation(
            SmallSessions.observation("ahead", 13, START.plus(Duration.ofDays(9_999))),
            13,
            START.plusSeconds(14));
    assertEquals(new Next(true), place(ahead, STATE));
    assertEquals(START.plusSeconds(14), STATE.plus(ahead).newest());
    assertEquals(new Next(true), place(incoming(14), STATE.plus(ahead)));
  }

  private static SessionPlace place(SessionObservation incoming, SessionState state) {
    return SessionPlace.of(incoming, state, LATENESS);
  }
}
