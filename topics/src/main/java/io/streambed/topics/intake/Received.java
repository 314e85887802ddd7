package io.streambed.topics.intake;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.Position;
import io.streambed.topics.Raw;
import io.streambed.topics.TraceParent;

/** A record as it was read: decoded, or not. */
public sealed interface Received<T> {

  /** The record before anything was made of it. */
  Raw raw();

  /** What a work flow emits once it has finished with the record. */
  Receipt receipt();

  /** Where it stands. */
  default Position position() {
    return raw().position();
  }

  /** The trace that it belongs to; hand it to the publisher of what comes of it. */
  default TraceParent trace() {
    return raw().trace();
  }

  /** A record that holds what its topic says. */
  record Decoded<T>(T value, Raw raw, Receipt receipt) implements Received<T> {

    /** The dead letter of a record that can be read but not used. */
    public DeadLetter deadLetter(String cause) {
      return DeadLetter.of(raw, DeadLetter.Stage.TASK_PUT, cause);
    }
  }

  /** A record that does not; {@code cause} says what was expected. */
  record Undecodable<T>(String cause, Raw raw, Receipt receipt) implements Received<T> {

    /** Its dead letter. */
    public DeadLetter deadLetter() {
      return DeadLetter.of(raw, DeadLetter.Stage.VALUE_CONVERTER, cause);
    }
  }
}
