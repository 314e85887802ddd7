package io.streambed.inference.http;

import io.streambed.inference.document.Json;
import io.streambed.inference.live.LiveView;
import io.streambed.inference.live.PosteriorNote;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * posteriors of a sensor -> server-sent events.
 *
 * <p>One event {@code posterior} with its note for each that is published from now on. A reader who
 * is too slow misses the older ones: what counts is the newest.
 */
final class SensorStreams {
  private static final int PENDING = 16;
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final ByteString COMMENT = ByteString.fromString(":\n\n");

  private final LiveView view;
  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param most streams at a time
   */
  SensorStreams(LiveView view, int most) {
    this.view = view;
    this.most = most;
  }

  int open() {
    return open.get();
  }

  /**
   * @throws ProblemException if there are too many
   */
  HttpResponse follow(String sensor) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      throw new ProblemException(
          Problem.of(503, "Too many streams", "expected at most %d at a time".formatted(most)));
    }
    Source<ByteString, ?> events =
        Source.<PosteriorNote>queue(PENDING, OverflowStrategy.dropHead())
            .mapMaterializedValue(
                queue -> {
                  Runnable end = view.sensors().listen(sensor, queue::offer);
                  queue
                      .watchCompletion()
                      .whenComplete(
                          (done, failure) -> {
                            end.run();
                            open.decrementAndGet();
                          });
                  return queue;
                })
            .map(SensorStreams::event)
            .prepend(Source.single(COMMENT))
            .keepAlive(HEARTBEAT, () -> COMMENT)
            .named("sensor-events");
    return HttpResponse.create()
        .withEntity(HttpEntities.create(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events));
  }

  private static ByteString event(PosteriorNote note) {
    return ByteString.fromString(
        "event: posterior\nid: %d\ndata: %s\n\n".formatted(note.number(), Json.text(note)));
  }
}
