package io.streambed.inference.window;

import io.streambed.topics.OpenWindows;
import io.streambed.topics.Topic;
import io.streambed.topics.intake.Intake;
import io.streambed.topics.intake.Received;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** windows -> what each sensor of a partition goes on with. */
final class WindowTopic {
  private static final Logger LOG = LoggerFactory.getLogger(WindowTopic.class);

  private final Topic<OpenWindows> topic;
  private final Intake intake;
  private final Materializer materializer;

  WindowTopic(Topic<OpenWindows> topic, Intake intake, Materializer materializer) {
    this.topic = topic;
    this.intake = intake;
    this.materializer = materializer;
  }

  /** Of several records of a sensor that of the latest reading. May take seconds. */
  CompletionStage<Collection<OpenWindows>> read(int partition) {
    return intake
        .upToNow(topic, partition)
        .runWith(Sink.fold(new HashMap<>(), WindowTopic::keep), materializer)
        .thenApply(Map::values);
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
