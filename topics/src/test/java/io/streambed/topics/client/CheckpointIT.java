package io.streambed.topics.client;

import static io.streambed.topics.client.LiveTopics.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.topics.checkpoint.CheckpointPublisher;
import io.streambed.topics.checkpoint.StoredCheckpoint;
import io.streambed.topics.codec.CheckpointRecord;
import io.streambed.topics.publish.SoleWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checkpoints on a real broker, found again from the end of their topic. */
class CheckpointIT {
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
  void theNewestCheckpointComesBackWholeHoweverManyRecordsItTakes() {
    TopicClient client = live.client("whole");
    assertEquals(Optional.empty(), await(client.checkpoints().newest()));
    SoleWriter writer = client.soleWriter("trainer");
    CheckpointPublisher publisher =
        new CheckpointPublisher(writer.publisher(client.topics().checkpoints()));
    // Of 1, 70 and 3 chunks: a first look at 64 records finds the second one's manifest alone.
    int[] sizes = {1000, 69 * 880 * 1024 + 5, 2_000_000};
    for (int number = 1; number <= sizes.length; number++) {
      ByteString content = content(number, sizes[number - 1]);
      await(publisher.publish(number, content));
      assertEquals(
          Optional.of(new StoredCheckpoint(number, content)), await(client.checkpoints().newest()));
    }
    await(writer.close(Duration.ofSeconds(10)));
    LiveTopics.close(client);
  }

  @Test
  void aCheckpointThatWasCutShortLeavesTheOneBefore() {
    TopicClient client = live.client("torn");
    SoleWriter writer = client.soleWriter("trainer");
    var records = writer.publisher(client.topics().checkpoints());
    ByteString content = content(1, 2_000_000);
    await(new CheckpointPublisher(records).publish(1, content));
    await(records.publish(new CheckpointRecord.Chunk(2, 0, 0, content(2, 1000))));
    assertEquals(
        Optional.of(new StoredCheckpoint(1, content)), await(client.checkpoints().newest()));
    await(records.publish(new CheckpointRecord.Manifest(2, 0, 2, 2000, "00".repeat(32))));
    assertEquals(
        Optional.of(new StoredCheckpoint(1, content)), await(client.checkpoints().newest()));
    await(writer.close(Duration.ofSeconds(10)));
    LiveTopics.close(client);
  }

  private static ByteString content(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return ByteString.fromArray(bytes);
  }
}
