package io.streambed.topics.intake;

import java.util.Set;

/**
 * Told which partitions a member of a group has. Called on the thread that reads, before the first
 * record of a partition is handed over; must not block.
 */
public interface Assignments {

  /** Does nothing. */
  Assignments IGNORED =
      new Assignments() {
        @Override
        public void assigned(Set<Integer> partitions) {}

        @Override
        public void revoked(Set<Integer> partitions) {}
      };

  /** The member reads these from now on, beside those that it had. */
  void assigned(Set<Integer> partitions);

  /** The member does not read these any more. Records of theirs may still be on their way. */
  void revoked(Set<Integer> partitions);
}
