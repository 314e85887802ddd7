package io.streambed.inference;

import io.streambed.topics.Session;
import org.jspecify.annotations.Nullable;

/**
 * How an observation ends, and what its sensor has seen with it.
 *
 * @param session to be written once the answer is; null where nothing was counted
 */
record SessionAnswer(Answer answer, @Nullable Session session) {

  /** Of an observation that was not counted. */
  static SessionAnswer of(Answer answer) {
    return new SessionAnswer(answer, null);
  }
}
