package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.RunBlock;
import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Nouns;
import io.streambed.topics.Topic;
import io.streambed.topics.TopicLayout;
import io.streambed.topics.admin.TopicAdmin;
import io.streambed.topics.admin.TopicState;
import io.streambed.topics.publish.SoleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Creating and comparing topics at a real broker. */
class TopicAdminIT {
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
  void onlyWhatIsMissingIsCreated() {
    TopicClient client = live.clientBeforeCreation("creation");
    List<String> names = client.topics().all().stream().map(Topic::name).toList();
    assertEquals(names, await(client.admin().create(client.topics().all())));
    assertEquals(List.of(), await(client.admin().create(client.topics().all())));
    LiveTopics.close(client);
  }

  @Test
  void aTopicAnswersInEveryPartitionOnceItIsCreated() {
    TopicClient client = live.client("answers");
    assertEquals(
        IntStream.range(0, 8).boxed().toList(),
        List.copyOf(await(client.admin().endOffsets(client.topics().runs())).keySet()));
    live.publishBlocks(client, 0, 1000);
    assertEquals(1000, LiveTopics.total(await(client.admin().endOffsets(client.topics().runs()))));
    LiveTopics.close(client);
  }

  @Test
  void topicsAsDeclaredDoNotDiffer() {
    TopicClient client = live.client("declared");
    for (TopicState state : await(client.admin().describe(client.topics().all()))) {
      assertEquals(List.of(), state.differences(), state.name());
      assertTrue(state.exists());
    }
    LiveTopics.close(client);
  }

  @Test
  void differencesFromWhatIsDeclaredAreNamed() {
    TopicClient client = live.client("different");
    Topic<RunBlock> runs = client.topics().runs();
    Topic<RunBlock> declared =
        new Topic<>(
            runs.name(),
            runs.type(),
            new TopicLayout(
                9,
                new TopicLayout.Retention.ByTime(Duration.ofDays(2)),
                1_048_588,
                TopicLayout.Pace.BULK),
            runs.codec(),
            runs.key(),
            runs.id());
    assertEquals(
        List.of(
            "partitions: expected 9, found 8",
            "retention.ms: expected 172800000, found 86400000",
            "segment.ms: expected 17280000, found 8640000"),
        await(client.admin().describe(List.of(declared))).get(0).differences());
    LiveTopics.close(client);
  }

  @Test
  void missingTopicsAreNamed() {
    TopicClient client = live.clientBeforeCreation("missing");
    TopicState state = await(client.admin().describe(List.of(client.topics().runs()))).get(0);
    assertEquals(new TopicState("missing.runs", false, 0, List.of("missing")), state);
    LiveTopics.close(client);
  }

  @Test
  void aClusterThatAnswersSaysHowManyBrokersItHas() {
    TopicClient client = live.clientBeforeCreation("cluster");
    assertEquals(1, await(client.admin().check(Duration.ofSeconds(10))).brokers());
    LiveTopics.close(client);
  }

  @Test
  void aClusterThatDoesNotAnswerIsNamedWithWhatToDo() {
    try (TopicAdmin admin = TopicAdmin.connect(KafkaSettings.local("127.0.0.1:1", "test"))) {
      CompletionException failure =
          assertThrows(
              CompletionException.class,
              () -> admin.check(Duration.ofSeconds(1)).toCompletableFuture().join());
      BrokerException silence = assertInstanceOf(BrokerException.class, failure.getCause());
      assertEquals(
          "No Kafka broker answered at 127.0.0.1:1 within 1 s while describing the cluster."
              + " Expected one that is running: start it, or give its address with"
              + " --kafka HOST:PORT",
          silence.getMessage());
    }
  }

  @Test
  void allIsLagWhereNothingWasCommitted() {
    TopicClient client = live.client("lag");
    SoleWriter writer = client.soleWriter("trainer");
    await(writer.publisher(client.topics().runs()).publish(Nouns.runBlock(1)));
    await(writer.close(Duration.ofSeconds(10)));
    assertEquals(
        1, LiveTopics.total(await(client.admin().lag(client.topics().runs(), "simulators"))));
    LiveTopics.close(client);
  }
}
