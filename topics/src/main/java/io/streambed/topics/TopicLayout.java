package io.streambed.topics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a topic is laid out at the broker.
 *
 * @param partitions how many
 * @param retention how long and how much is kept
 * @param maxRecordBytes the largest record that the broker takes, with its headers
 * @param pace whether records may wait for others to share a request
 * @param transactional whether it is written in transactions, each of which ends with a mark that
 *     takes an offset and is never read
 * @param clock whose clock says when a record was written
 */
public record TopicLayout(
    int partitions,
    Retention retention,
    int maxRecordBytes,
    Pace pace,
    boolean transactional,
    Clock clock) {

  /** Not in transactions, with times by the senders' clocks. */
  public TopicLayout(int partitions, Retention retention, int maxRecordBytes, Pace pace) {
    this(partitions, retention, maxRecordBytes, pace, false, Clock.SENDER);
  }

  /** Whose clock says when a record was written. */
  public enum Clock {
    /** That of whoever wrote it. */
    SENDER,
    /** That of the broker that took it. */
    BROKER
  }

  /** What is kept. */
  public sealed interface Retention {
    /** Records younger than {@code time}. */
    record ByTime(Duration time) implements Retention {}

    /** The newest {@code bytes} of each partition. */
    record BySize(long bytes) implements Retention {}

    /** The newest record of each key; older ones go once they are {@code lag} old. */
    record Compacted(Duration lag) implements Retention {}

    /** The same, but of a key of which nothing was written for {@code silence} nothing is kept. */
    record CompactedUntilSilent(Duration lag, Duration silence) implements Retention {}
  }

  /** Whether records may wait for others. */
  public enum Pace {
    /** Up to 5 ms, for throughput. */
    BULK,
    /** Sent at once, for latency. */
    PROMPT
  }

  /** The same, written in transactions. */
  TopicLayout inTransactions() {
    return new TopicLayout(partitions, retention, maxRecordBytes, pace, true, clock);
  }

  /** The same, with times by the brokers' clocks. */
  TopicLayout timedByBrokers() {
    return new TopicLayout(
        partitions, retention, maxRecordBytes, pace, transactional, Clock.BROKER);
  }

  /** The settings of the topic, by their Kafka names. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("max.message.bytes", Integer.toString(maxRecordBytes));
    if (clock == Clock.BROKER) {
      settings.put("message.timestamp.type", "LogAppendTime");
    }
    if (retention instanceof Retention.ByTime kept) {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", Long.toString(kept.time().toMillis()));
      // Only closed segments are deleted: a tenth of the time bounds what outlives its date.
      settings.put("segment.ms", Long.toString(kept.time().toMillis() / 10));
    } else if (retention instanceof Retention.BySize kept) {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", "-1");
      settings.put("retention.bytes", Long.toString(kept.bytes()));
      settings.put("segment.bytes", Long.toString(kept.bytes() / 8));
    } else if (retention instanceof Retention.Compacted kept) {
      settings.put("cleanup.policy", "compact");
      compaction(settings, kept.lag());
    } else if (retention instanceof Retention.CompactedUntilSilent kept) {
      settings.put("cleanup.policy", "compact,delete");
      settings.put("retention.ms", Long.toString(kept.silence().toMillis()));
      compaction(settings, kept.lag());
    }
    return settings;
  }

  private static void compaction(Map<String, String> settings, Duration lag) {
    settings.put("segment.ms", Long.toString(lag.toMillis()));
    settings.put("min.cleanable.dirty.ratio", "0.1");
  }
}
