package io.streambed.inference;

import io.streambed.science.Posterior;

/** How one observation ends: as a posterior, or declined with the reason; once. */
sealed interface Answer {

  /** The posterior of the observation. */
  record Inferred(Posterior posterior) implements Answer {}

  /** It was given before, and stands on the topic. */
  enum Known implements Answer {
    INSTANCE
  }

  /**
   * Its partition was given away, or came back and was read anew, after the record was read:
   * nothing may be made of this reading of it.
   */
  enum Moved implements Answer {
    INSTANCE
  }

  /**
   * No posterior can be given.
   *
   * @param cause what is wrong, where, and what was expected; for the sender
   */
  record Declined(String cause) implements Answer {}
}
