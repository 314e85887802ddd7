package io.streambed.inference;

import io.streambed.topics.Codec;
import io.streambed.topics.Session;
import io.streambed.topics.Topic;
import io.streambed.topics.intake.Intake;
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

  private final Topic<Session> topic;
  private final Intake intake;
  private final Materializer materializer;

  SessionTopic(Topic<Session> topic, Intake intake, Materializer materializer) {
    this.topic = topic;
    this.intake = intake;
    this.materializer = materializer;
  }

  private record Found(long nextOffset, byte[] bytes) {}

  @Override
  public CompletionStage<Map<String, byte[]>> read(int partition) {
    return intake
        .upToNow(topic, partition)
        .runWith(Sink.fold(new HashMap<>(), SessionTopic::keep), materializer)
        .thenApply(
            found -> {
              Map<String, byte[]> sessions = new HashMap<>();
              found.forEach((sensor, last) -> sessions.put(sensor, last.bytes()));
              return sessions;
            });
  }

  @Override
  public byte[] encode(Session session) {
    return topic.codec().encode(session);
  }

  @Override
  public Session decode(byte[] bytes) {
    Codec<Session> codec = topic.codec();
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
