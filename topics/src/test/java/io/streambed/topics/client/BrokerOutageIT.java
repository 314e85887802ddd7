package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.streambed.topics.Nouns;
import io.streambed.topics.Position;
import io.streambed.topics.intake.Control;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;

/** A broker that stops and comes back: waiting, no loss, recovery by itself. */
class BrokerOutageIT {

  @Test
  void whatIsPublishedWhileTheBrokerIsAwayArrivesOnceItIsBack() throws IOException {
    try (LiveTopics live = new LiveTopics()) {
      TopicClient client = live.client("outage");
      Finished byGroup = new Finished(40);
      Finished byOffsets = new Finished(40);
      Control group =
          client
              .intake()
              .committed(client.topics().runs(), "simulators", byGroup.work())
              .to(Sink.ignore())
              .run(live.materializer());
      Control reader =
          client
              .intake()
              .assigned(client.topics().runs(), java.util.Map.of())
              .via(byOffsets.work())
              .to(Sink.ignore())
              .run(live.materializer());
      live.publishBlocks(client, 0, 20);

      live.stopBroker();
      List<CompletableFuture<Position>> sent =
          LongStream.range(20, 40)
              .mapToObj(Nouns::runBlock)
              .map(block -> client.publisher(client.topics().runs()).publish(block))
              .map(stage -> stage.toCompletableFuture())
              .toList();
      assertFalse(sent.get(19).isDone());
      live.startBroker();

      sent.forEach(LiveTopics::await);
      List<Long> all = LongStream.range(0, 40).boxed().toList();
      assertEquals(all, byGroup.awaitEnough().stream().distinct().sorted().toList());
      assertEquals(all, byOffsets.awaitEnough().stream().sorted().toList());
      await(group.drain());
      await(reader.drain());
      LiveTopics.close(client);
    }
  }
}
