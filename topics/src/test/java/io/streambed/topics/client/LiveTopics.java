package io.streambed.topics.client;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Nouns;
import io.streambed.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A real broker, an actor system and one client, for tests that need them. */
final class LiveTopics implements AutoCloseable {
  private final Path directory;
  private final ActorTestKit actors = ActorTestKit.create();
  private EmbeddedBroker broker;
  private final String servers;

  LiveTopics() throws IOException {
    directory = Files.createTempDirectory("streambed-topics");
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
    servers = broker.bootstrapServers();
  }

  /** A client of a new experiment whose topics exist. */
  TopicClient client(String experiment) {
    TopicClient client = clientBeforeCreation(experiment);
    await(client.admin().create(client.topics().all()));
    return client;
  }

  TopicClient clientBeforeCreation(String experiment) {
    return TopicClient.open(
        actors.system(), KafkaSettings.local(servers, "test"), Topics.of(experiment));
  }

  Materializer materializer() {
    return Materializer.matFromSystem(actors.system());
  }

  void stopBroker() {
    broker.close();
  }

  void startBroker() {
    broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception problem) {
      throw new AssertionError(problem);
    }
  }

  /** Publishes run blocks of these numbers and waits until they are acknowledged. */
  void publishBlocks(TopicClient client, long from, long to) {
    await(
        Source.fromIterator(() -> LongStream.range(from, to).mapToObj(Nouns::runBlock).iterator())
            .via(client.publisher(client.topics().runs()).flow())
            .runWith(Sink.ignore(), materializer()));
  }

  static long total(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  static void close(TopicClient client) {
    await(client.close(Duration.ofSeconds(5)));
  }

  @Override
  public void close() throws IOException {
    actors.shutdownTestKit();
    broker.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
