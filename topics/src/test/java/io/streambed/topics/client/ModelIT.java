package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ModelSnapshot;
import io.streambed.topics.Nouns;
import io.streambed.topics.codec.ModelRecord;
import io.streambed.topics.model.ModelArrival;
import io.streambed.topics.model.ModelPublisher;
import io.streambed.topics.model.PublishedModel;
import io.streambed.topics.publish.Publisher;
import io.streambed.topics.publish.SoleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Publishing models to a real broker, whole and tampered with. */
class ModelIT {
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
  void aModelOfSeveralChunksArrivesWithItsHash() {
    TopicClient client = live.client("models");
    ModelSnapshot snapshot = Nouns.snapshot(1, 1_000_000);
    PublishedModel published = await(models(client).publish(snapshot));
    List<ModelArrival> arrivals =
        await(client.models().upToNow().runWith(Sink.seq(), live.materializer()));
    assertEquals(1, arrivals.size());
    ModelArrival.Arrived arrived = assertInstanceOf(ModelArrival.Arrived.class, arrivals.get(0));
    assertEquals(snapshot, arrived.snapshot());
    assertEquals(published.sha256(), arrived.sha256());
    LiveTopics.close(client);
  }

  @Test
  void aReaderThatStartsLateGetsTheNewestModelAndThenEachAsItIsPublished() {
    TopicClient client = live.client("newest");
    for (long version = 1; version <= 3; version++) {
      await(models(client).publish(Nouns.snapshot(version, 1000)));
    }
    SinkQueueWithCancel<ModelArrival> arrivals =
        client.models().newest().runWith(Sink.queue(), live.materializer());
    assertEquals(3, await(arrivals.pull()).orElseThrow().version());
    await(models(client).publish(Nouns.snapshot(4, 1000)));
    assertEquals(4, await(arrivals.pull()).orElseThrow().version());
    arrivals.cancel();
    LiveTopics.close(client);
  }

  @Test
  void aModelThatMayNotServeNeverTakesThePlaceOfTheOneThatMay() {
    TopicClient client = live.client("promoted");
    await(models(client).publish(Nouns.snapshot(1, 1000)));
    await(models(client).publish(Nouns.demoted(2, 1)));
    await(models(client).publish(Nouns.demoted(3, 1)));
    LiveTopics.close(client);

    TopicClient again = live.client("promoted");
    await(models(again).publish(Nouns.demoted(4, 1)));
    assertEquals(
        1,
        await(again.models().serving().runWith(Sink.head(), live.materializer()))
            .orElseThrow()
            .version());
    SinkQueueWithCancel<ModelArrival> arrivals =
        again.models().newest().runWith(Sink.queue(), live.materializer());
    assertEquals(1, await(arrivals.pull()).orElseThrow().version());
    ModelArrival.Arrived last =
        assertInstanceOf(ModelArrival.Arrived.class, await(arrivals.pull()).orElseThrow());
    assertEquals(Nouns.demoted(4, 1), last.snapshot());
    arrivals.cancel();
    LiveTopics.close(again);
  }

  @Test
  void aModelWhoseChunkWasTamperedWithIsRefusedAndTheNextOneArrives() {
    TopicClient client = live.client("tampered");
    SinkQueueWithCancel<ModelArrival> arrivals =
        client.models().newest().runWith(Sink.queue(), live.materializer());
    await(models(client).publish(Nouns.snapshot(1, 1000)));
    assertInstanceOf(ModelArrival.Arrived.class, await(arrivals.pull()).orElseThrow());

    // Other bytes under the key of its chunk, then the same manifest once more.
    Publisher<ModelRecord> records = client.publisher(client.topics().models());
    await(records.publish(new ModelRecord.Chunk(1, 0, 0, ByteString.fromArray(new byte[4000]))));
    ModelRecord.Manifest manifest = manifest(client);
    await(records.publish(manifest));
    ModelArrival.Refused refused =
        assertInstanceOf(ModelArrival.Refused.class, await(arrivals.pull()).orElseThrow());
    assertEquals(1, refused.version());
    assertTrue(refused.cause().contains("expected"), refused.cause());

    await(models(client).publish(Nouns.snapshot(2, 1000)));
    assertEquals(2, await(arrivals.pull()).orElseThrow().version());
    arrivals.cancel();
    LiveTopics.close(client);
  }

  @Test
  void aVersionThatIsOnTheTopicIsNotPublishedOnceMore() {
    TopicClient client = live.client("once");
    SoleWriter writer = client.soleWriter("trainer");
    Publisher<ModelRecord> records = writer.publisher(client.topics().models());
    await(client.modelPublisher(records).publish(Nouns.snapshot(1, 1000)));
    await(client.modelPublisher(records).publish(Nouns.snapshot(2, 1000)));
    ModelPublisher resumed = client.modelPublisher(records);
    await(resumed.publish(Nouns.snapshot(1, 1000)));
    await(resumed.publish(Nouns.snapshot(2, 1000)));
    await(resumed.publish(Nouns.snapshot(3, 1000)));
    List<Long> versions =
        await(
            client
                .models()
                .upToNow()
                .map(ModelArrival::version)
                .runWith(Sink.seq(), live.materializer()));
    assertEquals(List.of(1L, 2L, 3L), versions);
    // A reader that starts now is not held up by the mark that ends a transaction.
    SinkQueueWithCancel<ModelArrival> arrivals =
        client.models().newest().runWith(Sink.queue(), live.materializer());
    assertEquals(3, await(arrivals.pull()).orElseThrow().version());
    arrivals.cancel();
    await(writer.close(Duration.ofSeconds(10)));
    LiveTopics.close(client);
  }

  private static ModelPublisher models(TopicClient client) {
    return client.modelPublisher(client.publisher(client.topics().models()));
  }

  private static ModelRecord.Manifest manifest(TopicClient client) {
    return await(
        client
            .intake()
            .upToNow(client.topics().models())
            .map(received -> client.topics().models().codec().decode(received.raw()))
            .filter(ModelRecord.Manifest.class::isInstance)
            .map(ModelRecord.Manifest.class::cast)
            .runWith(Sink.head(), live.materializer()));
  }
}
