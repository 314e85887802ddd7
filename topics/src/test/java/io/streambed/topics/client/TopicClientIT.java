package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static io.streambed.topics.client.LiveTopics.total;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.RunBlock;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.Nouns;
import io.streambed.topics.OutcomeBlock;
import io.streambed.topics.Position;
import io.streambed.topics.TraceParent;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Publishing over a real broker: headers, cut blocks, dead letters. */
class TopicClientIT {
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
  void whatIsPublishedIsReadWithItsHeadersAndItsCausesTrace() {
    TopicClient client = live.client("headers");
    TraceParent cause = TraceParent.create();
    Position position =
        await(client.publisher(client.topics().runs()).publish(Nouns.runBlock(7), cause));
    Received.Decoded<RunBlock> received =
        decoded(
            await(
                client
                    .intake()
                    .upToNow(client.topics().runs())
                    .runWith(Sink.head(), live.materializer())));
    assertEquals(Nouns.runBlock(7), received.value());
    assertEquals(position, received.position());
    assertEquals(cause.trace(), received.trace().trace());
    Map<String, String> headers = received.raw().headers();
    assertEquals("1.0", headers.get("ce_specversion"));
    assertEquals("run-block/7", headers.get("ce_id"));
    assertEquals("/streambed/test", headers.get("ce_source"));
    assertEquals("io.streambed.v1.RunBlock", headers.get("ce_type"));
    assertEquals("application/protobuf", headers.get("content-type"));
    assertEquals("7", received.raw().key());
    LiveTopics.close(client);
  }

  @Test
  void aBlockAboveOneRecordArrivesWholeInSeveral() {
    TopicClient client = live.client("cut");
    List<Outcome> outcomes =
        LongStream.range(0, 64)
            .mapToObj(
                run ->
                    (Outcome)
                        new Outcome.Pair(run, 0, Parameters.of(run), Data.of(new float[18_000])))
            .toList();
    await(
        client
            .publisher(client.topics().pairs())
            .publish(new OutcomeBlock(0, outcomes, "lorenz96 1", 1)));
    List<Received<OutcomeBlock>> received =
        await(
            client
                .intake()
                .upToNow(client.topics().pairs())
                .runWith(Sink.seq(), live.materializer()));
    assertEquals(22, received.size());
    assertEquals(
        outcomes, received.stream().flatMap(r -> decoded(r).value().outcomes().stream()).toList());
    LiveTopics.close(client);
  }

  @Test
  void aRecordThatCannotBeReadBecomesADeadLetterAndThePartitionGoesOn() {
    TopicClient client = live.client("poison");
    Observation bad =
        new Observation(
            "o-1", "pelts", Data.of(new float[] {Float.NaN}), Nouns.TIME, 1, Duration.ofSeconds(1));
    Publisher<Observation> sensor = client.publisher(client.topics().observations());
    Position poison = await(sensor.publish(bad));
    await(sensor.publish(Nouns.observation("o-2")));

    Control control =
        client
            .intake()
            .committed(client.topics().observations(), "inference", deadLetters(client))
            .to(Sink.ignore())
            .run(live.materializer());
    DeadLetter letter =
        decoded(
                await(
                    client
                        .intake()
                        .assigned(client.topics().deadLetters(), Map.of())
                        .runWith(Sink.head(), live.materializer())))
            .value();
    assertEquals(poison, letter.origin());
    assertEquals(DeadLetter.Stage.VALUE_CONVERTER, letter.stage());
    assertTrue(letter.cause().contains("expected finite data"), letter.cause());
    assertEquals("pelts", letter.key());
    await(control.drain());
    assertEquals(0, total(await(client.admin().lag(client.topics().observations(), "inference"))));
    LiveTopics.close(client);
  }

  private static Flow<Received<Observation>, Receipt, NotUsed> deadLetters(TopicClient client) {
    Publisher<DeadLetter> letters = client.publisher(client.topics().deadLetters());
    return Flow.<Received<Observation>>create()
        .mapAsync(
            1,
            received -> {
              CompletionStage<Receipt> finished =
                  CompletableFuture.completedFuture(received.receipt());
              return received instanceof Received.Undecodable<Observation> undecodable
                  ? letters
                      .publish(undecodable.deadLetter(), undecodable.trace())
                      .thenCompose(sent -> finished)
                  : finished;
            });
  }

  private static <T> Received.Decoded<T> decoded(Received<T> received) {
    @SuppressWarnings("unchecked")
    Received.Decoded<T> decoded = assertInstanceOf(Received.Decoded.class, received);
    return decoded;
  }
}
