package io.streambed.topics.intake;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.pekko.kafka.RestrictedConsumer;
import org.apache.pekko.kafka.javadsl.PartitionAssignmentHandler;

/** Hands on what a consumer of one topic hears of its group. */
final class AssignmentHandler implements PartitionAssignmentHandler {
  private final Assignments assignments;

  AssignmentHandler(Assignments assignments) {
    this.assignments = assignments;
  }

  @Override
  public void onAssign(Set<TopicPartition> partitions, RestrictedConsumer consumer) {
    assignments.assigned(numbers(partitions));
  }

  @Override
  public void onRevoke(Set<TopicPartition> partitions, RestrictedConsumer consumer) {
    assignments.revoked(numbers(partitions));
  }

  @Override
  public void onLost(Set<TopicPartition> partitions, RestrictedConsumer consumer) {
    assignments.revoked(numbers(partitions));
  }

  @Override
  public void onStop(Set<TopicPartition> partitions, RestrictedConsumer consumer) {
    assignments.revoked(numbers(partitions));
  }

  private static Set<Integer> numbers(Set<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }
}
