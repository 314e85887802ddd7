package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static io.streambed.topics.client.LiveTopics.total;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.RunBlock;
import io.streambed.topics.BrokerException;
import io.streambed.topics.Topic;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Received;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading by group, by offsets and up to now, over a real broker. */
class IntakeIT {
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
  void aGroupThatIsDrainedGoesOnWhereItStoppedWithoutLossOrRepeats() {
    TopicClient client = live.client("drained");
    live.publishBlocks(client, 0, 40);
    Finished first = new Finished(10);
    Control control = runGroup(client, first);
    first.awaitEnough();
    await(control.drain());
    assertEquals(40 - first.numbers().size(), lag(client));

    live.publishBlocks(client, 40, 50);
    Finished second = new Finished(50 - first.numbers().size());
    Control resumed = runGroup(client, second);
    second.awaitEnough();
    await(resumed.drain());
    List<Long> all = new ArrayList<>(first.numbers());
    all.addAll(second.numbers());
    assertEquals(LongStream.range(0, 50).boxed().toList(), all.stream().sorted().toList());
    assertEquals(0, lag(client));
    LiveTopics.close(client);
  }

  @Test
  void twoMembersShareThePartitionsAndNothingIsLost() {
    TopicClient one = live.client("shared");
    TopicClient two = live.client("shared");
    Finished finished = new Finished(400);
    Control first = runGroup(one, finished);
    live.publishBlocks(one, 0, 200);
    Control second = runGroup(two, finished);
    live.publishBlocks(one, 200, 400);
    finished.awaitEnough();
    await(first.drain());
    await(second.drain());
    assertEquals(
        LongStream.range(0, 400).boxed().toList(),
        finished.numbers().stream().distinct().sorted().toList());
    LiveTopics.close(one);
    LiveTopics.close(two);
  }

  @Test
  void workThatFailsStartsAgainAfterTheLastCommit() {
    TopicClient client = live.client("failing");
    live.publishBlocks(client, 0, 5);
    Finished finished = new Finished(5);
    AtomicBoolean hasFailed = new AtomicBoolean();
    Control control =
        client
            .intake()
            .committed(
                client.topics().runs(),
                "simulators",
                finished.work(
                    number -> {
                      if (number == 3 && hasFailed.compareAndSet(false, true)) {
                        throw new IllegalStateException("the first attempt at block 3");
                      }
                    }))
            .to(Sink.ignore())
            .run(live.materializer());
    finished.awaitEnough();
    await(control.drain());
    assertTrue(hasFailed.get());
    assertEquals(0, lag(client));
    LiveTopics.close(client);
  }

  @Test
  void aReaderByOffsetsStartsWhereItIsToldInEveryPartition() {
    TopicClient client = live.client("offsets");
    live.publishBlocks(client, 0, 30);
    Topic<RunBlock> runs = client.topics().runs();
    Map<Integer, Long> ends = await(client.admin().endOffsets(runs));
    live.publishBlocks(client, 30, 40);
    List<Received<RunBlock>> received =
        await(
            client.intake().assigned(runs, ends).take(10).runWith(Sink.seq(), live.materializer()));
    assertEquals(
        LongStream.range(30, 40).boxed().toList(),
        received.stream().map(Finished::number).sorted().toList());
    LiveTopics.close(client);
  }

  @Test
  void offsetsThatAreGoneFailAloud() {
    TopicClient client = live.client("gone");
    Map<Integer, Long> beyond = Map.of(0, 1_000_000L);
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () ->
                client
                    .intake()
                    .assigned(client.topics().runs(), beyond)
                    .runWith(Sink.ignore(), live.materializer())
                    .toCompletableFuture()
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join());
    BrokerException lost = assertInstanceOf(BrokerException.class, failure.getCause());
    assertTrue(String.valueOf(lost.getMessage()).contains("gone.runs"), lost.getMessage());
    LiveTopics.close(client);
  }

  @Test
  void upToNowGivesAllThereIsAndCompletes() {
    TopicClient client = live.client("backlog");
    Topic<RunBlock> runs = client.topics().runs();
    assertEquals(
        List.of(), await(client.intake().upToNow(runs).runWith(Sink.seq(), live.materializer())));
    live.publishBlocks(client, 0, 30);
    List<Received<RunBlock>> received =
        await(client.intake().upToNow(runs).runWith(Sink.seq(), live.materializer()));
    assertEquals(30, received.stream().map(Finished::number).distinct().count());
    assertEquals(30, since(client, Instant.now().minusSeconds(600)));
    assertEquals(0, since(client, Instant.now().plusSeconds(600)));
    LiveTopics.close(client);
  }

  private static int since(TopicClient client, Instant time) {
    return await(
            client
                .intake()
                .upToNow(client.topics().runs(), time)
                .runWith(Sink.seq(), live.materializer()))
        .size();
  }

  private static Control runGroup(TopicClient client, Finished finished) {
    return client
        .intake()
        .committed(client.topics().runs(), "simulators", finished.work())
        .to(Sink.ignore())
        .run(live.materializer());
  }

  private static long lag(TopicClient client) {
    return total(await(client.admin().lag(client.topics().runs(), "simulators")));
  }
}
