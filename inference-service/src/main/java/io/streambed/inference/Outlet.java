package io.streambed.inference;

import io.streambed.topics.Position;
import io.streambed.topics.TraceParent;
import java.util.concurrent.CompletionStage;

/** Where answers go: the publisher of a topic. */
@FunctionalInterface
interface Outlet<T> {

  /**
   * Sends {@code value}; does not block.
   *
   * @param cause the trace of what led to it
   * @return where it stands, once acknowledged; or IllegalArgumentException if it cannot be written
   */
  CompletionStage<Position> publish(T value, TraceParent cause);
}
