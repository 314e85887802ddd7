package io.streambed.inference;

import java.time.Duration;
import java.util.List;

/** Which place an observation has in its sensor's session, by rule. */
sealed interface SessionPlace {

  /**
   * Counted, as the newest by arrival.
   *
   * @param inOrder whether none counted before is of a later time
   */
  record Next(boolean inOrder) implements SessionPlace {}

  /** Counted before: answered as it was then, by those up to the {@code index}-th of those kept. */
  record Repeated(int index) implements SessionPlace {}

  /** Too late to be counted: answered alone. */
  enum Late implements SessionPlace {
    INSTANCE
  }

  /** Counted or answered alone so long ago that its answer stands on the topic. */
  enum Passed implements SessionPlace {
    INSTANCE
  }

  /**
   * The place of {@code incoming} in {@code state}. A record from before the last one counted is
   * read once more, by a repeat of Kafka's. An id that is kept is a sender's repeat. What is older
   * than the newest time by more than {@code lateness} is late; what is older by less is counted as
   * it arrives.
   */
  static SessionPlace of(SessionObservation incoming, SessionState state, Duration lateness) {
    List<Seen> kept = state.kept();
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).window().observation().equals(incoming.observation().id())) {
        return new Repeated(i);
      }
    }
    if (incoming.offset() < state.nextOffset()) {
      // Between those kept stands only what was answered alone or declined.
      return kept.isEmpty() || incoming.offset() < kept.get(0).window().offset()
          ? Passed.INSTANCE
          : Late.INSTANCE;
    }
    if (state.counted() > 0 && incoming.time().isBefore(state.newest().minus(lateness))) {
      return Late.INSTANCE;
    }
    return new Next(!incoming.time().isBefore(state.newest()));
  }
}
