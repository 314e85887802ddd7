package io.streambed.topics;

import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;

/**
 * A record that could not be used.
 *
 * @param origin where it stood; unique, a repeat after a restart carries the same
 * @param stage where it failed
 * @param cause what was wrong and what was expected, for people
 * @param key its key
 * @param value its bytes; empty for one that only says what became of an earlier one
 * @param fate what people did about it
 */
public record DeadLetter(
    Position origin, Stage stage, String cause, String key, ByteString value, Fate fate) {

  /** Leaves room for the headers in a record of 1 MiB. */
  private static final int MOST_BYTES = 900 * 1024;

  private static final int LONGEST_KEY = 1024;

  /** Characters; the cause travels in a header, and may quote what a stranger sent. */
  private static final int LONGEST_CAUSE = 2000;

  private static final Pattern CUT =
      Pattern.compile("\\(the first \\d+ of \\d+ bytes are kept\\)$");

  /** One that nobody has done anything about. */
  public DeadLetter(Position origin, Stage stage, String cause, String key, ByteString value) {
    this(origin, stage, cause, key, value, Fate.OPEN);
  }

  /**
   * The dead letter of {@code raw}. Of a value above 900 KiB only the beginning is kept, and the
   * cause says so, since a record that fills what a broker takes would not fit again with the
   * reason beside it. Of a cause only the first 2,000 characters are kept.
   */
  public static DeadLetter of(Raw raw, Stage stage, String cause) {
    String reason = cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
    String key = raw.key().substring(0, Math.min(raw.key().length(), LONGEST_KEY));
    ByteString value = raw.value();
    if (value.size() <= MOST_BYTES) {
      return new DeadLetter(raw.position(), stage, reason, key, value);
    }
    String cut =
        "%s (the first %d of %d bytes are kept)".formatted(reason, MOST_BYTES, value.size());
    return new DeadLetter(raw.position(), stage, cut, key, value.take(MOST_BYTES));
  }

  /** The record that says what became of this one: the same place and cause, without the bytes. */
  public DeadLetter settled(Fate became) {
    return new DeadLetter(origin, stage, cause, key, ByteString.emptyByteString(), became);
  }

  /** Whether all bytes of the record were kept, so that it can be sent again. */
  public boolean isWhole() {
    return !CUT.matcher(cause).find();
  }

  /** What people did about a dead letter. */
  public enum Fate {
    /** Nothing yet. */
    OPEN,
    /** Its record was sent again to the topic from which it came. */
    REPLAYED,
    /** It was looked at and needs nothing more. */
    DROPPED
  }

  /** Where a record failed, with the names of Kafka Connect. */
  public enum Stage {
    /** Its bytes could not be read. */
    VALUE_CONVERTER,
    /** It could be read but not used. */
    TASK_PUT
  }
}
