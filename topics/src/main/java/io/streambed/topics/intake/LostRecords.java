package io.streambed.topics.intake;

import io.streambed.topics.BrokerException;
import io.streambed.topics.Topic;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/** Records that were deleted before they were read; trying again does not help. */
final class LostRecords {

  private LostRecords() {}

  static boolean is(Throwable failure) {
    return failure instanceof InvalidOffsetException;
  }

  static Throwable explain(Topic<?> topic, Throwable failure) {
    return is(failure)
        ? new BrokerException(
            "Expected the records of %s from the offsets that were asked for, but they are gone (%s)."
                    .formatted(topic.name(), failure.getMessage())
                + " Keep more of the topic, or start from another checkpoint",
            failure)
        : failure;
  }
}
