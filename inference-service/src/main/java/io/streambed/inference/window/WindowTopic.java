package io.streambed.inference.window;

import io.streambed.topics.OpenWindows;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.util.Collection;
import java.util.HashMap;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** windows -> what each sensor of a partition goes on with. */
final class WindowTopic {
  private static final Logger LOG = LoggerFactory.getLogger(WindowTopic.class);

  private final TopicClient client;
  private final Materializer materializer;

  WindowTopic(TopicClient client, Materializer materializer) {
    this.client = client;
    this.materializer = materializer;
  }

  /**
   * Of several records of a sensor that of the latest reading. Offsets beyond those of all readings
   * are of others, before the topic was made anew. May take seconds.
   */
  CompletionStage<Collection<OpenWindows>> read(int partition) {
    return client
        .intake()
        .upToNow(client.topics().windows(), partition)
        .runWith(Sink.fold(new HashMap<>(), WindowTopic::keep), materializer)
        .thenCompose(
            found ->
                client
                    .admin()
                    .endOffsets(client.topics().readings())
                    .thenApply(
                        ends ->
                            fitting(found.values(), ends.getOrDefault(partition, Long.MAX_VALUE))));
  }

  private Collection<OpenWindows> fitting(Collection<OpenWindows> found, long end) {
    long anew = found.stream().filter(open -> open.nextOffset() > end).count();
    if (anew > 0) {
      LOG.warn(
          "Windows of {} sensors know of readings beyond the last one, {}: {} was made anew, they go on with what comes",
          anew,
          end - 1,
          client.topics().readings().name());
    }
    return found.stream()
        .map(open -> open.nextOffset() > end ? open.beginningAnew() : open)
        .toList();
  }

  /** One who lost the partition may still have written what it had in hand, after the next one. */
  private static HashMap<String, OpenWindows> keep(
      HashMap<String, OpenWindows> found, Received<OpenWindows> received) {
    if (received instanceof Received.Decoded<OpenWindows> decoded) {
      found.merge(
          decoded.value().sensor(),
          decoded.value(),
          (before, last) -> before.nextOffset() <= last.nextOffset() ? last : before);
    } else if (received instanceof Received.Undecodable<OpenWindows> broken) {
      LOG.warn("Open windows are left out, {}: {}", broken.position(), broken.cause());
    }
    return found;
  }
}
