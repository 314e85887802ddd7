package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.streambed.science.RunBlock;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Nouns;
import io.streambed.topics.Topic;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.OffsetTransactions;
import io.streambed.topics.publish.Prepared;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may commit what, at a real broker. */
@Timeout(120)
class TransactionIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static LiveTopics live;

  @BeforeAll
  static void start() throws IOException {
    live = new LiveTopics();
  }

  @AfterAll
  static void stop() throws IOException {
    live.close();
  }

  @Test
  void whatAWriterLeftOpenIsNeverReadOnceItsSuccessorBeginsAndItIsFenced() {
    TopicClient client = live.client("killed");
    Topic<RunBlock> runs = client.topics().runs();
    try (KafkaConsumer<byte[], byte[]> member = member(client, "killed-group");
        KafkaProducer<byte[], byte[]> killed = producer(client.settings(), "writer");
        OffsetTransactions successor = OffsetTransactions.of(client.settings(), "writer")) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(
          new ProducerRecord<>(
              runs.name(), 0, new byte[] {1}, runs.codec().encode(Nouns.runBlock(1))));
      killed.flush();

      successor.begin();
      successor.commit(List.of(prepared(client, 2)), offset(client, 7), member.groupMetadata());
      assertEquals(List.of(2L), numbers(client));
      assertThrows(KafkaException.class, killed::commitTransaction);
      assertEquals(List.of(2L), numbers(client));
      TopicPartition partition = new TopicPartition(runs.name(), 0);
      assertEquals(new OffsetAndMetadata(7), member.committed(Set.of(partition)).get(partition));
    }
    LiveTopics.close(client);
  }

  @Test
  void aMemberThatItsGroupHasLeftBehindCommitsNeitherOffsetsNorAnswers() {
    TopicClient client = live.client("zombie");
    KafkaConsumer<byte[], byte[]> member = member(client, "zombie-group");
    var left = member.groupMetadata();
    member.close();
    try (OffsetTransactions zombie = OffsetTransactions.of(client.settings(), "zombie")) {
      zombie.begin();
      List<Prepared> answers = List.of(prepared(client, 1));
      Map<TopicPartition, OffsetAndMetadata> offsets = offset(client, 7);
      assertThrows(CommitFailedException.class, () -> zombie.commit(answers, offsets, left));
    }
    try (OffsetTransactions restarted = OffsetTransactions.of(client.settings(), "zombie")) {
      restarted.begin();
    }
    assertEquals(List.of(), numbers(client));
    LiveTopics.close(client);
  }

  private static Prepared prepared(TopicClient client, long number) {
    return client
        .publisher(client.topics().runs())
        .prepare(Nouns.runBlock(number), 0, TraceParent.create());
  }

  private static Map<TopicPartition, OffsetAndMetadata> offset(TopicClient client, long next) {
    return Map.of(
        new TopicPartition(client.topics().runs().name(), 0), new OffsetAndMetadata(next));
  }

  private static List<Long> numbers(TopicClient client) {
    return await(
            client
                .intake()
                .upToNow(client.topics().runs())
                .runWith(Sink.seq(), live.materializer()))
        .stream()
        .map(received -> ((Received.Decoded<RunBlock>) received).value().number())
        .toList();
  }

  /** Of a group of its own; it has joined. */
  private static KafkaConsumer<byte[], byte[]> member(TopicClient client, String group) {
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                client.settings().bootstrapServers(),
                "group.id",
                group,
                "enable.auto.commit",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    member.subscribe(List.of(client.topics().runs().name()));
    long end = System.nanoTime() + LIMIT.toNanos();
    while (member.assignment().isEmpty() && System.nanoTime() < end) {
      member.poll(Duration.ofMillis(100));
    }
    assertFalse(member.assignment().isEmpty());
    return member;
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaSettings settings, String id) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", settings.bootstrapServers(), "transactional.id", id),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
