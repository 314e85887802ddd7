package io.streambed.inference;

import io.streambed.topics.Codec;
import io.streambed.topics.Session;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** sessions -> one of each sensor. */
final class SessionTopic implements SessionBacklog {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTopic.class);

  private final TopicClient client;
  private final Materializer materializer;

  SessionTopic(TopicClient client, Materializer materializer) {
    this.client = client;
    this.materializer = materializer;
  }

  private record Found(long nextOffset, byte[] bytes) {}

  /** Offsets beyond those of all observations are of others, before the topic was made anew. */
  @Override
  public CompletionStage<Map<String, byte[]>> read(int partition) {
    return client
        .intake()
        .upToNow(client.topics().sessions(), partition)
        .runWith(Sink.fold(new HashMap<>(), SessionTopic::keep), materializer)
        .thenCompose(
            found ->
                client
                    .admin()
                    .endOffsets(client.topics().observations())
                    .thenApply(
                        ends ->
                            fitting(
                                found, partition, ends.getOrDefault(partition, Long.MAX_VALUE))));
  }

  private Map<String, byte[]> fitting(Map<String, Found> found, int partition, long end) {
    Map<String, byte[]> sessions = new HashMap<>();
    int anew = 0;
    for (var last : found.entrySet()) {
      boolean fits = last.getValue().nextOffset() <= end;
      byte[] bytes = last.getValue().bytes();
      sessions.put(last.getKey(), fits ? bytes : encode(decode(bytes).beginningAnew()));
      anew += fits ? 0 : 1;
    }
    if (anew > 0) {
      LOG.warn(
          "{} sessions of partition {} know of observations beyond the last one, {}: {} was made anew, they go on with what comes",
          anew,
          partition,
          end - 1,
          client.topics().observations().name());
    }
    return sessions;
  }

  @Override
  public byte[] encode(Session session) {
    return client.topics().sessions().codec().encode(session);
  }

  @Override
  public Session decode(byte[] bytes) {
    Codec<Session> codec = client.topics().sessions().codec();
    return codec.decode(bytes);
  }

  /**
   * The last record is not always that of the latest observation: one who lost the partition may
   * still have written what it had in hand.
   */
  private static HashMap<String, Found> keep(
      HashMap<String, Found> found, Received<Session> received) {
    if (received instanceof Received.Decoded<Session> decoded) {
      Session session = decoded.value();
      Found before = found.get(session.sensor());
      if (before == null || before.nextOffset() <= session.nextOffset()) {
        found.put(
            session.sensor(), new Found(session.nextOffset(), decoded.raw().value().toArray()));
      }
    } else if (received instanceof Received.Undecodable<Session> broken) {
      LOG.warn("A session is left out, {}: {}", broken.position(), broken.cause());
    }
    return found;
  }
}
