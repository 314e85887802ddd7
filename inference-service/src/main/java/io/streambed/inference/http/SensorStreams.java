package io.streambed.inference.http;

import io.streambed.inference.document.Json;
import io.streambed.inference.document.PosteriorNote;
import io.streambed.inference.live.LiveView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * posteriors of a sensor -> server-sent events.
 *
 * <p>One event {@code posterior} with its note for each that is published from now on; where the
 * reader says which was the last that it got, before these those that it missed and that are
 * remembered. A reader who is too slow misses the older ones: what counts is the newest.
 */
final class SensorStreams {
  private static final int PENDING = 16;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final ByteString COMMENT = ByteString.fromString(":\n\n");

  private final LiveView view;
  private final int most;
  private final int pending;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param most streams at a time
   * @param history posteriors of a sensor that are remembered, all of which a reader may have
   *     missed
   */
  SensorStreams(LiveView view, int most, int history) {
    this.view = view;
    this.most = most;
    pending = PENDING + history;
  }

  int open() {
    return open.get();
  }

  /**
   * A stream counts from when it runs: whoever leaves before has none.
   *
   * @param last id of the last event that the reader got; empty for none
   * @throws ProblemException if there are too many
   */
  HttpResponse follow(String sensor, String last) {
    if (open.get() >= most) {
      throw new ProblemException(
          Problem.of(503, "Too many streams", "expected at most %d at a time".formatted(most)));
    }
    String from = last.isEmpty() ? view.sensors().last(sensor) : last;
    Source<ByteString, ?> events =
        Source.<PosteriorNote>queue(pending, OverflowStrategy.dropHead())
            .mapMaterializedValue(queue -> begin(queue, sensor, from))
            .map(SensorStreams::event)
            .prepend(Source.single(last.isEmpty() ? beginning(from) : COMMENT))
            .keepAlive(HEARTBEAT, () -> COMMENT)
            .named("sensor-events");
    return HttpResponse.create()
        .withEntity(HttpEntities.create(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events));
  }

  private SourceQueueWithComplete<PosteriorNote> begin(
      SourceQueueWithComplete<PosteriorNote> queue, String sensor, String last) {
    if (open.incrementAndGet() > most) {
      // Others were quicker: it ends at once, and its reader comes again.
      open.decrementAndGet();
      queue.complete();
      return queue;
    }
    Runnable end = view.sensors().listen(sensor, last, queue::offer);
    queue
        .watchCompletion()
        .whenComplete(
            (done, failure) -> {
              end.run();
              open.decrementAndGet();
            });
    return queue;
  }

  /** An id without an event: whoever is cut off before the first one can say where to go on. */
  private static ByteString beginning(String from) {
    return ByteString.fromString("id: %s\n\n".formatted(from));
  }

  private static ByteString event(PosteriorNote note) {
    return ByteString.fromString(
        "event: posterior\nid: %s\ndata: %s\n\n".formatted(note.id(), Json.text(note)));
  }
}
