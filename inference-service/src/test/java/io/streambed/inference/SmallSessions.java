package io.streambed.inference;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import java.time.Duration;
import java.time.Instant;

/** Sessions of {@link SmallModels}' sensor. */
final class SmallSessions {
  static final Instant START = SmallModels.CREATED;
  static final Duration LATENESS = Duration.ofMinutes(1);

  private SmallSessions() {}

  static SessionSettings settings(Kind kind, double forgetting, int window) {
    return new SessionSettings(kind, forgetting, window, 8, LATENESS, Duration.ofMinutes(5));
  }

  /** The {@code n}-th observation, {@code n} seconds after the start, at offset {@code n}. */
  static SessionObservation incoming(int n) {
    return incoming("o-" + n, n, START.plusSeconds(n));
  }

  /** Written a second after it was observed. */
  static SessionObservation incoming(String id, long offset, Instant time) {
    return new SessionObservation(observation(id, offset, time), offset, time.plusSeconds(1));
  }

  static Observation observation(String id, long n, Instant time) {
    float[] y = {0.3f + 0.1f * (n % 3), -0.2f + 0.05f * (n % 5)};
    return new Observation(id, "sensor", Data.of(y), time, 200, Duration.ofSeconds(30));
  }

  /** Counts one more, which no model has seen. */
  static SessionState plus(SessionState state, SessionObservation incoming) {
    return state.plus(incoming, Seen.of(incoming.window()));
  }

  /** What {@code model} makes of the observations from {@code from} to {@code to}, both counted. */
  static SessionState counted(SessionModel model, SessionState before, int from, int to) {
    SessionState state = before;
    for (int n = from; n <= to; n++) {
      state = model.settled(plus(state, incoming(n)));
    }
    return state;
  }
}
