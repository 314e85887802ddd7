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

  /** The dead letter of {@code raw}. */
  public static DeadLetter of(Raw raw, Stage stage, String cause) {
    return new DeadLetter(raw.position(), stage, cause, raw.key(), raw.value());
  }

  /** Where a record failed, with the names of Kafka Connect. */
  public enum Stage {
    /** Its bytes could not be read. */
    VALUE_CONVERTER,
    /** It could be read but not used. */
    TASK_PUT
  }
}
