package io.streambed.inference;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Observation;
import io.streambed.science.posterior.RunningStatistic;
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
 */
record SessionState(
    String sensor,
    long nextOffset,
    long counted,
    Instant newest,
    @Nullable Statistic before,
    List<Seen> kept) {

  SessionState {
    kept = List.copyOf(kept);
  }

  /** Of a sensor that was never seen. */
  static SessionState begin(String sensor) {
    return new SessionState(sensor, 0, 0, Instant.MIN, null, List.of());
  }

  static SessionState from(Session session) {
    List<Statistic> statistics = session.statistics();
    return new SessionState(
        session.sensor(),
        session.nextOffset(),
        session.counted(),
        session.newest(),
        statistics.isEmpty() ? null : statistics.get(statistics.size() - 1),
        session.windows().stream().map(Seen::of).toList());
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
        kept.stream().map(Seen::window).toList());
  }

  /** Counts one more observation, which no model has embedded yet. */
  SessionState plus(SessionObservation incoming) {
    return plus(incoming, 0, new float[0]);
  }

  /**
   * Counts one more observation; what {@link SessionModel} makes of the rest is its own.
   *
   * @param version of the model that embedded it
   * @param embedding F(y); empty where there is none
   */
  SessionState plus(SessionObservation incoming, long version, float[] embedding) {
    Observation observation = incoming.observation();
    List<Seen> more = new ArrayList<>(kept);
    more.add(
        Seen.of(
            new Session.Window(
                observation.id(), incoming.offset(), incoming.time(), observation.data()),
            version,
            embedding));
    Instant time = incoming.time().isAfter(newest) ? incoming.time() : newest;
    return new SessionState(sensor, incoming.offset() + 1, counted + 1, time, before, more);
  }

  /** The same with another sum and other observations kept. */
  SessionState with(@Nullable Statistic sum, List<Seen> observations) {
    return new SessionState(sensor, nextOffset, counted, newest, sum, observations);
  }

  /** The sum under model {@code version}, of {@code size} values; of nothing if it is another's. */
  RunningStatistic sum(long version, int size) {
    boolean known =
        before != null && before.modelVersion() == version && before.running().size() == size;
    return known && before != null ? before.running() : RunningStatistic.empty(size);
  }

  /** Counted observations that neither {@code sum} nor those kept know of. */
  long notCarried(Kind kind, RunningStatistic sum) {
    return kind == Kind.ACCUMULATE ? Math.max(0, counted - sum.count() - kept.size()) : 0;
  }
}
