package io.streambed.benchmarks;

import io.streambed.app.node.Node;
import io.streambed.app.node.Waiting;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.ModelSnapshot.Provenance;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.model.ModelPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;

/** Publishes the model that serves again and again, each time as a version of its own. */
final class CopiedModels implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ModelPublisher publisher;
  private final ModelSnapshot model;
  private long version;

  private CopiedModels(ModelPublisher publisher, ModelSnapshot model) {
    this.publisher = publisher;
    this.model = model;
    version = model.provenance().version();
  }

  /** The first one {@code seconds} from now, then one in as many. */
  static CopiedModels every(int seconds, Node node) {
    TopicClient client = node.client();
    CopiedModels copies =
        new CopiedModels(
            client.modelPublisher(client.publisher(client.topics().models())),
            Waiting.on(client.models().serving().runWith(Sink.head(), node.system()), LIMIT)
                .orElseThrow()
                .snapshot());
    copies.clock.scheduleAtFixedRate(copies::publish, seconds, seconds, TimeUnit.SECONDS);
    return copies;
  }

  private void publish() {
    Provenance origin = model.provenance();
    Provenance copied =
        new Provenance(
            origin.experiment(),
            ++version,
            origin.seed(),
            origin.round(),
            origin.step(),
            origin.admitted(),
            origin.simulator(),
            Instant.now());
    publisher.publish(model.from(copied));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
