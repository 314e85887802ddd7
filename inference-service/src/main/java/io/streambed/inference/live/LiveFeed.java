package io.streambed.inference.live;

import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Intake;
import io.streambed.topics.intake.Received;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * posteriors, telemetry, models and dead letters -> LiveView.
 *
 * <p>Of each partition the last records before the start, then all that follow. Not committed:
 * everybody who looks reads for himself.
 */
public final class LiveFeed {
  private static final BiConsumer<Map<Integer, Long>, Map<Integer, Long>> NOBODY = (any, of) -> {};

  private final TopicClient client;

  private LiveFeed(TopicClient client) {
    this.client = client;
  }

  /** One graph for each topic; each begins again by itself when the brokers come back. */
  public static List<RunnableGraph<Control>> graphs(
      TopicClient client, LiveView view, ViewSettings settings) {
    LiveFeed feed = new LiveFeed(client);
    int last = settings.readBack();
    int lastLetters = Math.max(last, settings.deadLetters());
    return List.of(
        client.models().all().named("live-models").to(Sink.foreach(view::model)),
        feed.graph(client.topics().telemetry(), last, NOBODY, view::telemetry),
        feed.graph(client.topics().deadLetters(), lastLetters, view.letters()::begin, view::letter),
        feed.graph(client.topics().posteriors(), last, NOBODY, view::posterior));
  }

  /**
   * @param begun told where partitions begin, and where each is read from
   */
  private <T> RunnableGraph<Control> graph(
      Topic<T> topic,
      int last,
      BiConsumer<Map<Integer, Long>, Map<Integer, Long>> begun,
      Consumer<Received<T>> view) {
    return Intake.restarting("Following " + topic.name(), () -> source(topic, last, begun))
        .named("live-" + topic.name())
        .to(Sink.foreach(view::accept));
  }

  private <T> CompletionStage<Source<Received<T>, Control>> source(
      Topic<T> topic, int last, BiConsumer<Map<Integer, Long>, Map<Integer, Long>> begun) {
    return client
        .admin()
        .beginningOffsets(topic)
        .thenCombine(
            client.admin().endOffsets(topic),
            (beginnings, ends) -> from(beginnings, ends, last, begun))
        .thenApply(offsets -> client.intake().assigned(topic, offsets));
  }

  private static Map<Integer, Long> from(
      Map<Integer, Long> beginnings,
      Map<Integer, Long> ends,
      int last,
      BiConsumer<Map<Integer, Long>, Map<Integer, Long>> begun) {
    Map<Integer, Long> offsets = new TreeMap<>();
    ends.forEach(
        (partition, end) ->
            offsets.put(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - last)));
    begun.accept(beginnings, offsets);
    return offsets;
  }
}
