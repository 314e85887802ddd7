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

  /** Sent again, when what it was answered by is no longer kept: answered alone. */
  enum Outlived implements SessionPlace {
    INSTANCE
  }

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
   * read once more, by a repeat of Kafka's. An id that is known is a sender's repeat. What is older
   * than the newest time by more than the settings' lateness is late; what is older by less is
   * counted as it arrives.
   */
  static SessionPlace of(
      SessionObservation incoming, SessionState state, SessionSettings settings) {
    List<Seen> kept = state.kept();
    String id = incoming.observation().id();
    int index = state.indexOf(id);
    if (index >= 0 && settings.answers(index, state)) {
      return new Repeated(index);
    }
    if (incoming.offset() < state.nextOffset()) {
      // Between those kept stands only what was answered alone or declined.
      return index >= 0 || kept.isEmpty() || incoming.offset() < kept.get(0).window().offset()
          ? Passed.INSTANCE
          : Late.INSTANCE;
    }
    if (index >= 0 || state.earlier().has(id)) {
      return Outlived.INSTANCE;
    }
    Duration lateness = settings.lateness();
    if (state.counted() > 0 && incoming.time().isBefore(state.newest().minus(lateness))) {
      return Late.INSTANCE;
    }
    return new Next(!incoming.time().isBefore(state.newest()));
  }
}
