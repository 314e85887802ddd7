package io.streambed.topics.intake;

import io.streambed.topics.Position;
import java.util.Optional;
import org.apache.pekko.kafka.ConsumerMessage.CommittableOffset;

/** Says which record a group has finished with; what a work flow emits so that it is committed. */
public final class Receipt {
  private final Position position;
  private final Optional<CommittableOffset> committable;

  Receipt(Position position, Optional<CommittableOffset> committable) {
    this.position = position;
    this.committable = committable;
  }

  /** A receipt that commits nothing, of a record that was not read by a group. */
  public static Receipt of(Position position) {
    return new Receipt(position, Optional.empty());
  }

  /** Where the record stands. */
  public Position position() {
    return position;
  }

  Optional<CommittableOffset> committable() {
    return committable;
  }

  @Override
  public String toString() {
    return "Receipt[" + position + "]";
  }
}
