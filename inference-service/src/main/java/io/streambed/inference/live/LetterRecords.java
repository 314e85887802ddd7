package io.streambed.inference.live;

import io.streambed.topics.DeadLetter;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/** Reads dead letters whole, one at a time, from where they stand on their topic. */
public final class LetterRecords {
  private final TopicClient client;
  private final Materializer materializer;

  /**
   * @param client stays open
   */
  public LetterRecords(TopicClient client, Materializer materializer) {
    this.client = client;
    this.materializer = materializer;
  }

  /**
   * The record of {@code letter} as it was written.
   *
   * @return empty if it is not there any more; fails if the brokers do not answer
   */
  public CompletionStage<Optional<DeadLetter>> read(Letter letter) {
    int partition = letter.place().partition();
    long offset = letter.place().offset();
    return client
        .admin()
        .beginningOffsets(client.topics().deadLetters())
        .thenCompose(
            beginnings ->
                offset < beginnings.getOrDefault(partition, 0L)
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : read(letter, partition, offset));
  }

  private CompletionStage<Optional<DeadLetter>> read(Letter letter, int partition, long offset) {
    return client
        .intake()
        .between(
            client.topics().deadLetters(), Map.of(partition, offset), Map.of(partition, offset + 1))
        .filter(received -> received.position().equals(letter.place()))
        .runWith(Sink.headOption(), materializer)
        .thenApply(found -> found.flatMap(LetterRecords::decoded));
  }

  private static Optional<DeadLetter> decoded(Received<DeadLetter> received) {
    return received instanceof Received.Decoded<DeadLetter> decoded
        ? Optional.of(decoded.value())
        : Optional.empty();
  }
}
