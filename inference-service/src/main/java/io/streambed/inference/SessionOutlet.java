package io.streambed.inference;

import io.streambed.topics.Position;
import io.streambed.topics.Session;
import io.streambed.topics.TraceParent;
import java.util.concurrent.CompletionStage;

/** Where sessions go: the publisher of their topic. */
@FunctionalInterface
interface SessionOutlet {

  /**
   * Sends {@code session}; does not block.
   *
   * @param partition that of its sensor's observations
   * @param cause the trace of what led to it
   * @return where it stands, once acknowledged
   */
  CompletionStage<Position> publish(Session session, int partition, TraceParent cause);
}
