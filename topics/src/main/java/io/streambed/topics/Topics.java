package io.streambed.topics;

import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Reading;
import io.streambed.science.RunBlock;
import io.streambed.topics.TopicLayout.Pace;
import io.streambed.topics.TopicLayout.Retention;
import io.streambed.topics.codec.CheckpointRecord;
import io.streambed.topics.codec.Codecs;
import io.streambed.topics.codec.ModelRecord;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The topics of an experiment: the one place that says their names, keys, partitions and retention.
 *
 * <p>No record exceeds what a broker takes by default, so that any cluster will do.
 */
public record Topics(
    String experiment,
    Topic<RunBlock> runs,
    Topic<OutcomeBlock> pairs,
    Topic<ModelRecord> models,
    Topic<CheckpointRecord> checkpoints,
    Topic<Reading> readings,
    Topic<OpenWindows> windows,
    Topic<Observation> observations,
    Topic<Posterior> posteriors,
    Topic<Session> sessions,
    Topic<DeadLetter> deadLetters,
    Topic<Telemetry> telemetry) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final int MAX_RECORD_BYTES = 1_048_588;
  private static final long MEBIBYTE = 1 << 20;

  /** What a sensor goes on with; one that is silent for a year has gone, and begins anew. */
  private static final Retention OF_SENSORS =
      new Retention.CompactedUntilSilent(Duration.ofMinutes(10), Duration.ofDays(366));

  /**
   * @throws IllegalArgumentException unless the name is 1 to 100 lower-case letters, digits,
   *     hyphens
   */
  public static Topics of(String experiment) {
    if (!NAME.matcher(experiment).matches()) {
      throw new IllegalArgumentException(
          "expected a name of 1 to 100 lower-case letters, digits and hyphens, got " + experiment);
    }
    String prefix = experiment + ".";
    return new Topics(
        experiment,
        // Eight processes at most share the runs of one experiment, so one reader of many has few.
        new Topic<>(
            prefix + "runs",
            "io.streambed.v1.RunBlock",
            layout(8, new Retention.ByTime(Duration.ofDays(1)), Pace.PROMPT).inTransactions(),
            Codecs.runBlocks(),
            block -> Long.toString(block.number()),
            block -> "run-block/" + block.number()),
        new Topic<>(
            prefix + "pairs",
            "io.streambed.v1.OutcomeBlock",
            // 384 MiB in all: only the newest few windows are read again.
            layout(4, new Retention.BySize(96 * MEBIBYTE), Pace.BULK),
            Codecs.outcomeBlocks(),
            block -> Long.toString(block.block()),
            block -> "outcome-block/%d/%d".formatted(block.block(), block.part())),
        // One partition: chunks must come before their manifest.
        new Topic<>(
            prefix + "models",
            "io.streambed.v1.ModelRecord",
            layout(1, new Retention.Compacted(Duration.ofMinutes(10)), Pace.PROMPT)
                .inTransactions(),
            Codecs.models(),
            ModelRecord::key,
            record -> record.key() + "/" + record.version()),
        // One partition, as the models. A minute bounds how much of the past is kept beside the
        // newest two.
        new Topic<>(
            prefix + "checkpoints",
            "io.streambed.v1.CheckpointRecord",
            layout(1, new Retention.Compacted(Duration.ofMinutes(1)), Pace.BULK).inTransactions(),
            Codecs.checkpoints(),
            CheckpointRecord::key,
            record -> record.key() + "/" + record.number()),
        // Silence is told by when records were written, so the clocks of senders must not say it.
        new Topic<>(
            prefix + "readings",
            "io.streambed.v1.Reading",
            layout(8, new Retention.ByTime(Duration.ofDays(7)), Pace.PROMPT).timedByBrokers(),
            Codecs.readings(),
            Reading::sensor,
            Topics::id),
        new Topic<>(
            prefix + "windows",
            "io.streambed.v1.OpenWindows",
            layout(8, OF_SENSORS, Pace.PROMPT),
            Codecs.windows(),
            OpenWindows::sensor,
            windows -> windows.sensor() + "/" + windows.nextOffset()),
        // What comes late, and how old a model is, is told by when a record was written as well.
        new Topic<>(
            prefix + "observations",
            "io.streambed.v1.Observation",
            layout(8, new Retention.ByTime(Duration.ofDays(7)), Pace.PROMPT).timedByBrokers(),
            Codecs.observations(),
            Observation::sensor,
            Observation::id),
        new Topic<>(
            prefix + "posteriors",
            "io.streambed.v1.Posterior",
            layout(8, new Retention.ByTime(Duration.ofDays(7)), Pace.PROMPT),
            Codecs.posteriors(),
            Posterior::sensor,
            posterior -> posterior.observation() + "/" + posterior.modelVersion()),
        // All that was written since the last compaction is read back when a partition moves.
        new Topic<>(
            prefix + "sessions",
            "io.streambed.v1.Session",
            layout(8, OF_SENSORS, Pace.PROMPT),
            Codecs.sessions(),
            Session::sensor,
            session -> session.sensor() + "/" + session.nextOffset()),
        new Topic<>(
            prefix + "dead-letters",
            "io.streambed.v1.DeadLetter",
            layout(1, new Retention.ByTime(Duration.ofDays(30)), Pace.PROMPT),
            Codecs.deadLetters(),
            DeadLetter::key,
            letter -> "dead-letter/" + letter.origin()),
        new Topic<>(
            prefix + "telemetry",
            "io.streambed.v1.Telemetry",
            layout(1, new Retention.ByTime(Duration.ofDays(1)), Pace.BULK),
            Codecs.telemetry(),
            Telemetry::process,
            telemetry -> telemetry.process() + "/" + telemetry.time()));
  }

  /**
   * Transactional id of the one process that writes as {@code role}, such as "trainer", in this
   * experiment.
   */
  public String writer(String role) {
    return experiment + "-" + role;
  }

  /** All of them, in the order of the data flow. */
  public List<Topic<?>> all() {
    return List.of(
        runs,
        pairs,
        models,
        checkpoints,
        readings,
        windows,
        observations,
        posteriors,
        sessions,
        deadLetters,
        telemetry);
  }

  /** By its number where the sensor counts, by its time where it does not. */
  private static String id(Reading reading) {
    return reading.sensor()
        + "/"
        + (reading.sequence().isPresent()
            ? Long.toString(reading.sequence().getAsLong())
            : reading.time().toString());
  }

  private static TopicLayout layout(int partitions, Retention retention, Pace pace) {
    return new TopicLayout(partitions, retention, MAX_RECORD_BYTES, pace);
  }
}
