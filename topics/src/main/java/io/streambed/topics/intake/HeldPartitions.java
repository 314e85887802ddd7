package io.streambed.topics.intake;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** The partitions that a member of a group has now, for telemetry. Thread-safe. */
public final class HeldPartitions implements Assignments {
  private final Set<Integer> held = new ConcurrentSkipListSet<>();

  @Override
  public void assigned(Set<Integer> partitions) {
    held.addAll(partitions);
  }

  @Override
  public void revoked(Set<Integer> partitions) {
    held.removeAll(partitions);
  }

  /** Their numbers, ascending, or none. */
  public String note() {
    return held.isEmpty()
        ? "none"
        : held.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
