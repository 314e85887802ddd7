package io.streambed.topics;

import org.apache.pekko.util.ByteString;

/**
 * A record that could not be used.
 *
 * @param origin where it stood; unique, a repeat after a restart carries the same
 * @param stage where it failed
 * @param cause what was wrong and what was expected, for people
 * @param key its key
 * @param value its bytes
 */
public record DeadLetter(Position origin, Stage stage, String cause, String key, ByteString value) {

  /** Leaves room for the headers in a record of 1 MiB. */
  private static final int MOST_BYTES = 900 * 1024;

  private static final int LONGEST_KEY = 1024;

  /** Characters; the cause travels in a header, and may quote what a stranger sent. */
  private static final int LONGEST_CAUSE = 2000;

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

  /** Where a record failed, with the names of Kafka Connect. */
  public enum Stage {
    /** Its bytes could not be read. */
    VALUE_CONVERTER,
    /** It could be read but not used. */
    TASK_PUT
  }
}
