package io.streambed.topics.admin;

import io.streambed.topics.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks where partitions begin and end and where groups stand. */
final class Offsets {
  private final Admin admin;
  private final Answers answers;

  Offsets(Admin admin, Answers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  Map<Integer, Long> of(Topic<?> topic, OffsetSpec spec) {
    return of(topic, spec, IsolationLevel.READ_UNCOMMITTED);
  }

  Map<Integer, Long> of(Topic<?> topic, OffsetSpec spec, IsolationLevel isolation) {
    String doing = "finding the offsets of " + topic.name();
    TopicDescription description =
        answers
            .await(doing, admin.describeTopics(List.of(topic.name())).allTopicNames())
            .get(topic.name());
    Map<TopicPartition, OffsetSpec> query = new HashMap<>();
    if (description != null) {
      description
          .partitions()
          .forEach(p -> query.put(new TopicPartition(topic.name(), p.partition()), spec));
    }
    Map<TopicPartition, ListOffsetsResultInfo> found =
        answers.await(doing, admin.listOffsets(query, new ListOffsetsOptions(isolation)).all());
    Map<Integer, Long> offsets = new TreeMap<>();
    found.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  Map<Integer, Long> lag(Topic<?> topic, String group) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        answers.await(
            "finding where group %s stands".formatted(group),
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<Integer, Long> beginnings = of(topic, OffsetSpec.earliest());
    Map<Integer, Long> lags = new TreeMap<>();
    of(topic, OffsetSpec.latest())
        .forEach(
            (partition, end) -> {
              OffsetAndMetadata at = committed.get(new TopicPartition(topic.name(), partition));
              long from = at == null ? beginnings.getOrDefault(partition, 0L) : at.offset();
              // The last transaction's mark; marks between those that wait are counted with them.
              long mark = topic.layout().transactional() ? 1 : 0;
              lags.put(partition, Math.max(0, end - from - mark));
            });
    return lags;
  }
}
