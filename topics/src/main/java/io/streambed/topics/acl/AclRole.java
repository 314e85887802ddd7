package io.streambed.topics.acl;

import java.util.Locale;

/** Who deals with the topics of an experiment. */
public enum AclRole {
  /** Makes the topics: {@code streambed topics FILE --create}. */
  ADMINISTRATOR,
  /** {@code run --roles simulator}. */
  SIMULATOR,
  /** {@code run --roles trainer}. */
  TRAINER,
  /** {@code run --roles inference}. */
  INFERENCE,
  /** What the live page and HTTP need besides inference, where they are served. */
  PAGE,
  /** Writes observations. */
  SENSOR,
  /** Reads what came out: {@code posteriors}, {@code model}, {@code status}. */
  READER,
  /** Starts and stops processes by how far they lag behind, and reads nothing. */
  SCALER;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
