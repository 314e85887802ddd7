package io.streambed.inference.live;

import io.streambed.topics.Codec;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.DeadLetter.Fate;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Position;
import io.streambed.topics.Topic;
import io.streambed.topics.TraceParent;
import io.streambed.topics.client.TopicClient;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * dead-letters -> the topic from which a record came, byte for byte, in its partition, since
 * clients in other languages divide keys otherwise; and the mark that says so. Both are records, so
 * that whoever looks sees them.
 */
public final class Resend {
  private final TopicClient client;

  /**
   * @param client stays open
   */
  public Resend(TopicClient client) {
    this.client = client;
  }

  /**
   * Sends the record again, then marks its dead letter as replayed: at least once, since the mark
   * may fail after the record was written.
   *
   * @return where the record stands now, once both are acknowledged; empty if its topic is none of
   *     the experiment's
   */
  public Optional<CompletionStage<Position>> replay(DeadLetter letter) {
    return client.topics().all().stream()
        .filter(topic -> topic.name().equals(letter.origin().topic()))
        .findFirst()
        .map(
            topic ->
                client
                    .publisher(raw(topic))
                    .publish(letter, letter.origin().partition(), TraceParent.create())
                    .thenCompose(
                        position -> settle(letter, Fate.REPLAYED).thenApply(mark -> position)));
  }

  /** Marks it as one that needs nothing more; done once that is acknowledged. */
  public CompletionStage<Position> drop(DeadLetter letter) {
    return settle(letter, Fate.DROPPED);
  }

  private CompletionStage<Position> settle(DeadLetter letter, Fate fate) {
    return client.publisher(client.topics().deadLetters()).publish(letter.settled(fate));
  }

  private static Topic<DeadLetter> raw(Topic<?> source) {
    return new Topic<>(
        source.name(),
        source.type(),
        source.layout(),
        new RecordBytes(),
        DeadLetter::key,
        letter -> "replay/" + letter.origin());
  }

  /** The bytes of the record that is dead. */
  private static final class RecordBytes implements Codec<DeadLetter> {
    @Override
    public byte[] encode(DeadLetter letter) {
      return letter.value().toArray();
    }

    @Override
    public DeadLetter decode(byte[] bytes) {
      throw new MalformedRecordException("expected to write records again, not to read them");
    }
  }
}
