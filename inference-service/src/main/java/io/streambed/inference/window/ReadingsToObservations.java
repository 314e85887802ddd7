package io.streambed.inference.window;

import io.streambed.inference.window.Harvest.Kept;
import io.streambed.inference.window.WindowKeeper.Read;
import io.streambed.science.Observation;
import io.streambed.science.Reading;
import io.streambed.topics.DeadLetter;
import io.streambed.topics.GroupRole;
import io.streambed.topics.OpenWindows;
import io.streambed.topics.Position;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.WindowSettings;
import io.streambed.topics.intake.Control;
import io.streambed.topics.intake.Receipt;
import io.streambed.topics.intake.Received;
import io.streambed.topics.publish.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;

/**
 * readings -> WindowKeeper -> observations or dead letters -> windows (what sensors go on with) ->
 * receipts, which are committed.
 *
 * <p>In the order of each partition. At least once: a reading is receipted when what its sensor
 * goes on with is acknowledged, and that is written when the observations before it are; so a
 * repeat gives the same observations, with the same ids and bytes.
 */
public final class ReadingsToObservations {
  /** Readings taken at a time, while those before are published. */
  private static final long MOST = 512;

  /** How long a partition may take to be read back before its keeper is taken for dead. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Publisher<Observation> observations;
  private final Publisher<DeadLetter> deadLetters;
  private final Publisher<OpenWindows> windows;

  private ReadingsToObservations(TopicClient client) {
    observations = client.publisher(client.topics().observations());
    deadLetters = client.publisher(client.topics().deadLetters());
    windows = client.publisher(client.topics().windows());
  }

  /**
   * Whom {@link #source} asks: it keeps the windows that are open.
   *
   * @param shape of the simulator's data
   */
  public static Behavior<WindowKeeper.Command> keeper(
      WindowSettings settings,
      List<Integer> shape,
      WindowMeter meter,
      TopicClient client,
      Materializer materializer) {
    WindowTopic topic = new WindowTopic(client, materializer);
    return WindowKeeper.create(WindowFrame.of(settings, shape), meter, topic::read);
  }

  /**
   * The whole route.
   *
   * @param most readings to be taken at a time, at least 1: what is made of them is made once more
   *     after a crash
   */
  public static Source<Done, Control> source(
      ActorRef<WindowKeeper.Command> keeper, Scheduler scheduler, TopicClient client, long most) {
    return client
        .intake()
        .committed(
            client.topics().readings(),
            GroupRole.WINDOWS,
            new ReadingsToObservations(client).flow(keeper, scheduler, Math.min(MOST, most)),
            WindowKeeper.assignments(keeper));
  }

  private Flow<Received<Reading>, Receipt, NotUsed> flow(
      ActorRef<WindowKeeper.Command> keeper, Scheduler scheduler, long most) {
    return Flow.<Received<Reading>>create()
        .map(received -> new Read(received, System.nanoTime()))
        .batch(most, ReadingsToObservations::first, ReadingsToObservations::append)
        .named("readings-at-hand")
        .mapAsync(
            1,
            readings ->
                AskPattern.<WindowKeeper.Command, List<Harvest>>ask(
                        keeper,
                        replyTo -> new WindowKeeper.Take(readings, replyTo),
                        PATIENCE,
                        scheduler)
                    .thenCompose(this::publish))
        .named("readings-to-windows")
        .mapConcat(receipts -> receipts);
  }

  private CompletionStage<List<Receipt>> publish(List<Harvest> harvests) {
    return all(harvests.stream()
            .flatMap(
                harvest ->
                    Stream.concat(
                        harvest.observations().stream()
                            .map(made -> observations.publish(made.value(), made.cause())),
                        harvest.deadLetters().stream()
                            .map(dead -> deadLetters.publish(dead.value(), dead.cause())))))
        .thenCompose(
            published ->
                all(harvests.stream().flatMap(harvest -> harvest.open().stream()).map(this::keep)))
        .thenApply(
            kept -> harvests.stream().flatMap(harvest -> harvest.receipts().stream()).toList());
  }

  private CompletionStage<Position> keep(Kept kept) {
    return windows.publish(kept.windows(), kept.partition(), kept.cause());
  }

  private static CompletionStage<Done> all(Stream<CompletionStage<Position>> sent) {
    return CompletableFuture.allOf(
            sent.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> Done.getInstance());
  }

  private static List<Read> first(Read read) {
    return append(new ArrayList<>(), read);
  }

  private static List<Read> append(List<Read> readings, Read read) {
    readings.add(read);
    return readings;
  }
}
