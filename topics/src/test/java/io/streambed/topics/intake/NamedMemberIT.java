package io.streambed.topics.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two members of one group, polled in turns by one thread. */
@Timeout(60)
class NamedMemberIT {
  private static final String TOPIC = "figures";
  private static final int PARTITIONS = 8;
  private static final Duration POLL = Duration.ofMillis(100);

  @TempDir Path directory;
  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  /** Without the rebalance that it asks for, four partitions stay nobody's for good. */
  @Test
  void whatAMemberGaveAwayAndDidNotSayIsTakenUpAlthoughItComesBackUnderItsName() {
    try (Consumer<byte[], byte[]> other = anonymous()) {
      try (Consumer<byte[], byte[]> ending = named()) {
        ending.subscribe(List.of(TOPIC), new EndOnceGivenAway());
        while (ending.assignment().size() < PARTITIONS) {
          ending.poll(POLL);
        }
        other.subscribe(List.of(TOPIC));
        assertThrows(KafkaException.class, () -> pollInTurns(ending, other, PARTITIONS + 1));
      }
      try (Consumer<byte[], byte[]> back = named()) {
        back.subscribe(List.of(TOPIC));

        pollInTurns(back, other, PARTITIONS);

        assertEquals(PARTITIONS / 2, back.assignment().size());
      }
    }
  }

  /** Until they have {@code count} partitions together. */
  private static void pollInTurns(
      Consumer<byte[], byte[]> one, Consumer<byte[], byte[]> other, int count) {
    while (one.assignment().size() + other.assignment().size() < count) {
      one.poll(POLL);
      other.poll(POLL);
    }
  }

  private static final class EndOnceGivenAway implements ConsumerRebalanceListener {
    private boolean ended;

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!ended) {
        ended = true;
        throw new IllegalStateException("ends here");
      }
    }
  }

  private Consumer<byte[], byte[]> anonymous() {
    return new KafkaConsumer<>(
        properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Consumer<byte[], byte[]> named() {
    Map<String, Object> properties = properties();
    properties.put("group.instance.id", "keeps-its-name");
    return ConsumerProperties.consumer(properties);
  }

  private Map<String, Object> properties() {
    return new HashMap<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "group",
            "session.timeout.ms", "45000",
            "heartbeat.interval.ms", "500",
            "enable.auto.commit", "false",
            "partition.assignment.strategy", CooperativeStickyAssignor.class.getName()));
  }
}
