package io.streambed.inference.live;

import io.streambed.science.Posterior;

/** What became of an observation. */
public sealed interface Reply {

  /** Its posterior. */
  record Answered(Posterior posterior) implements Reply {}

  /** It is a dead letter; its cause says what was wrong and what was expected. */
  record Rejected(Letter letter) implements Reply {}
}
