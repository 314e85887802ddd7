package io.streambed.benchmarks;

import io.streambed.app.node.Waiting;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Our own way from blocks of pairs to acknowledged records. */
final class PairPublishing {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private PairPublishing() {}

  /**
   * Encodes and publishes as fast as it goes, with a producer of its own.
   *
   * @return records per second, from before the producer is made to the last acknowledgement
   */
  static double recordsPerSecond(
      ActorSystem<?> system, KafkaSettings kafka, Topics topics, PairBlocks blocks, int records) {
    TopicClient client = TopicClient.open(system, kafka, topics);
    try {
      long start = System.nanoTime();
      Waiting.on(
          Source.range(0, records - 1)
              .map(blocks::get)
              .via(client.publisher(topics.pairs()).flow())
              .runWith(Sink.ignore(), system),
          LIMIT);
      return records / ((System.nanoTime() - start) / 1e9);
    } finally {
      Waiting.on(client.close(Duration.ofSeconds(10)), Duration.ofSeconds(20));
    }
  }
}
