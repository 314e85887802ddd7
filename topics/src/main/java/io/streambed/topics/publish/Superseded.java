package io.streambed.topics.publish;

import io.streambed.topics.BrokerException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Another process writes in this one's place; the message is complete for people. */
public final class Superseded extends BrokerException {
  private static final long serialVersionUID = 1;

  Superseded(String name, String servers, Throwable cause) {
    super(
        "Another process has taken over as %s at %s, so the brokers take nothing more from this one: it was cut off, held up, or started twice. What it had not committed is void; the other goes on from the last checkpoint"
            .formatted(name, servers),
        cause);
  }

  /** Whether {@code problem} says that the name belongs to another producer. */
  static boolean is(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }
}
