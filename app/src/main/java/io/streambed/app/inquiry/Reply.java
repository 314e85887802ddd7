package io.streambed.app.inquiry;

import io.streambed.science.Posterior;

/** What became of an observation. */
public sealed interface Reply {

  /** Its posterior. */
  record Answered(Posterior posterior) implements Reply {}

  /** It is a dead letter; {@code cause} says what was wrong and what was expected. */
  record Rejected(String cause) implements Reply {}
}
