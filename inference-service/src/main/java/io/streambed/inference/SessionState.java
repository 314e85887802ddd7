package io.streambed.inference;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.topics.Session;
import io.streambed.topics.Session.Statistic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor has seen: the sum of what came before the observations that are kept, and those.
 * Immutable.
 *
 * @param nextOffset offset after that of the last observation that was counted
 * @param counted observations counted in all
 * @param newest time of the newest observation that was counted
 * @param before sum of those before the ones kept, under one model; null where none is known
 * @param kept the last ones counted, oldest first
 * @param earlier ids of some that were counted before those
 */
record SessionState(
    String sensor,
    long nextOffset,
    long counted,
    Instant newest,
    @Nullable Statistic before,
    List<Seen> kept,
    EarlierIds earlier) {

  SessionState {
    kept = List.copyOf(kept);
  }

  /** Of a sensor that was never seen. */
  static SessionState begin(String sensor) {
    return new SessionState(sensor, 0, 0, Instant.MIN, null, List.of(), EarlierIds.NONE);
  }

  static SessionState from(Session session) {
    List<Statistic> statistics = session.statistics();
    return new SessionState(
        session.sensor(),
        session.nextOffset(),
        session.counted(),
        session.newest(),
        statistics.isEmpty() ? null : statistics.get(statistics.size() - 1),
        session.windows().stream().map(Seen::of).toList(),
        new EarlierIds(session.earlier()));
  }

  /** For the topic; of a sensor of which something was counted. */
  Session toSession(Instant updated) {
    return new Session(
        sensor,
        updated,
        nextOffset,
        counted,
        newest,
        before == null ? List.of() : List.of(before),
        kept.stream().map(Seen::window).toList(),
        earlier.hashes());
  }

  /** Counts one more observation; what {@link SessionModel} makes of the rest is its own. */
  SessionState plus(SessionObservation incoming, Seen seen) {
    List<Seen> more = new ArrayList<>(kept);
    more.add(seen);
    Instant time = incoming.time().isAfter(newest) ? incoming.time() : newest;
    return new SessionState(
        sensor, incoming.offset() + 1, counted + 1, time, before, more, earlier);
  }

  /**
   * The same with another sum and fewer observations kept.
   *
   * @param observations some of those kept, in their order
   * @param remembered ids of how many others are remembered
   */
  SessionState with(@Nullable Statistic sum, List<Seen> observations, int remembered) {
    List<String> gone = new ArrayList<>();
    int next = 0;
    for (Seen seen : kept) {
      if (next < observations.size() && observations.get(next).id().equals(seen.id())) {
        next++;
      } else {
        gone.add(seen.id());
      }
    }
    return new SessionState(
        sensor, nextOffset, counted, newest, sum, observations, earlier.plus(gone, remembered));
  }

  /** Where observation {@code id} stands among those kept; -1 where it does not. */
  int indexOf(String id) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (kept.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** The sum under model {@code version}, of {@code size} values; of nothing if it is another's. */
  Statistic sum(long version, int size) {
    boolean known =
        before != null && before.modelVersion() == version && before.running().size() == size;
    return known && before != null ? before : Statistic.empty(version, size);
  }

  /** Counted observations that neither {@code sum} nor those kept know of. */
  long notCarried(Kind kind, Statistic sum) {
    return kind == Kind.ACCUMULATE ? Math.max(0, counted - sum.running().count() - kept.size()) : 0;
  }
}
