package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.RunBlock;
import io.streambed.topics.BrokerException;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Nouns;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.Publisher;
import io.streambed.topics.publish.SoleWriter;
import io.streambed.topics.publish.Superseded;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One writer at a time, on a real broker. */
class SoleWriterIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
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
  void whoeverOpensAWriterFencesTheOneBefore() {
    TopicClient client = live.client("fence");
    SoleWriter first = open(client);
    Publisher<RunBlock> before = first.publisher(client.topics().runs());
    await(before.publish(Nouns.runBlock(1)));

    SoleWriter second = open(client);
    assertFalse(first.isLost());
    Superseded refusal =
        assertInstanceOf(Superseded.class, failure(before.publish(Nouns.runBlock(2))));
    assertTrue(
        refusal.toString().contains("Another process has taken over as fence-trainer"),
        refusal.toString());
    assertInstanceOf(Superseded.class, failure(first.lost()));
    assertTrue(first.isLost());
    assertInstanceOf(Superseded.class, failure(before.publish(Nouns.runBlock(3))));

    await(second.publisher(client.topics().runs()).publish(Nouns.runBlock(4)));
    assertEquals(List.of(1L, 4L), blocks(client));
    await(second.close(LIMIT));
    LiveTopics.close(client);
  }

  @Test
  void everyRecordGoesOutOnceThroughAnAbsenceOfTheBroker() {
    TopicClient client = live.client("absence");
    SoleWriter writer = open(client);
    Publisher<RunBlock> runs = writer.publisher(client.topics().runs());
    await(runs.publish(Nouns.runBlock(0)));
    live.stopBroker();
    List<? extends CompletionStage<?>> sent =
        LongStream.range(1, 500).mapToObj(number -> runs.publish(Nouns.runBlock(number))).toList();
    live.startBroker();
    sent.forEach(LiveTopics::await);
    assertEquals(LongStream.range(0, 500).boxed().toList(), blocks(client));
    assertFalse(writer.isLost());
    await(writer.close(LIMIT));
    LiveTopics.close(client);
  }

  @Test
  void aRecordThatIsRefusedFailsAloneAndWhatWasPublishedWithItGoesOut() {
    TopicClient client = live.client("refusal");
    KafkaSettings tight =
        new KafkaSettings(
            client.settings().bootstrapServers(),
            1,
            "tight",
            Optional.empty(),
            Map.of("max.request.size", "2000"));
    SoleWriter writer = SoleWriter.open(tight, "refusal-trainer");
    Publisher<RunBlock> runs = writer.publisher(client.topics().runs());
    CompletionStage<?> models =
        writer.publisher(client.topics().models()).publish(Nouns.chunk(5000));
    CompletionStage<?> block = runs.publish(Nouns.runBlock(1));
    assertInstanceOf(BrokerException.class, failure(models));
    await(block);
    assertEquals(List.of(1L), blocks(client));
    await(writer.close(LIMIT));
    LiveTopics.close(client);
  }

  @Test
  void aWriterThatIsClosedSendsWhatWaitsAndThenRefuses() {
    TopicClient client = live.client("closing");
    SoleWriter writer = open(client);
    Publisher<RunBlock> runs = writer.publisher(client.topics().runs());
    runs.publish(Nouns.runBlock(1));
    await(writer.close(LIMIT));
    assertEquals(List.of(1L), blocks(client));
    assertInstanceOf(BrokerException.class, failure(runs.publish(Nouns.runBlock(2))));
    LiveTopics.close(client);
  }

  private static SoleWriter open(TopicClient client) {
    SoleWriter writer = client.soleWriter("trainer");
    await(writer.opened());
    return writer;
  }

  private static Throwable failure(CompletionStage<?> stage) {
    ExecutionException failure =
        assertThrows(
            ExecutionException.class, () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause;
  }

  private static List<Long> blocks(TopicClient client) {
    return await(
            client
                .intake()
                .upToNow(client.topics().runs())
                .map(received -> ((Received.Decoded<RunBlock>) received).value().number())
                .runWith(Sink.seq(), live.materializer()))
        .stream()
        .sorted()
        .toList();
  }
}
