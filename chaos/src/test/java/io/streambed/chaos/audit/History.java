package io.streambed.chaos.audit;

import io.streambed.topics.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the topics of an experiment hold that is committed, each list partition by partition in the
 * order of its topic.
 */
public record History(
    List<Asked> asked,
    List<Given> given,
    List<Declined> declined,
    List<Planned> planned,
    List<Ended> ended,
    List<Published> published,
    List<Report> reports) {

  public History {
    asked = List.copyOf(asked);
    given = List.copyOf(given);
    declined = List.copyOf(declined);
    planned = List.copyOf(planned);
    ended = List.copyOf(ended);
    published = List.copyOf(published);
    reports = List.copyOf(reports);
  }

  /**
   * A record of observations.
   *
   * @param id its id; "" for one that nobody can read
   */
  public record Asked(String id, Position at, Instant time) {
    boolean readable() {
      return !id.isEmpty();
    }
  }

  /**
   * A posterior.
   *
   * @param bytes SHA-256 of what a repeat has to have in common with it
   * @param cut whether the deadline cut its draws short, so that a repeat may have others
   */
  public record Given(
      String observation,
      long version,
      String bytes,
      boolean cut,
      Duration latency,
      Position at,
      Instant time) {}

  /**
   * A dead letter.
   *
   * @param origin of which record
   */
  public record Declined(Position origin, String cause, Position at, Instant time) {}

  /**
   * A block of runs.
   *
   * @param bytes SHA-256 of its record's value
   */
  public record Planned(
      long block, long first, int count, String bytes, Position at, Instant time) {}

  /**
   * A run that ended.
   *
   * @param outcome what it gave: equal for equal parameters and data, or causes of failure
   */
  public record Ended(long run, boolean failed, int outcome, Position at) {}

  /**
   * A model's manifest.
   *
   * @param sha256 of its weights
   */
  public record Published(long version, String sha256, Position at, Instant time) {}

  /** A report of a process. */
  public record Report(
      String process,
      String role,
      Instant time,
      Map<String, Double> figures,
      Map<String, String> notes) {
    public Report {
      figures = Map.copyOf(figures);
      notes = Map.copyOf(notes);
    }

    /** The whole part of a figure; 0 of one that it does not have. */
    public long figure(String name) {
      return figures.getOrDefault(name, 0.0).longValue();
    }

    boolean isTrainer() {
      return role.equals("trainer");
    }
  }
}
