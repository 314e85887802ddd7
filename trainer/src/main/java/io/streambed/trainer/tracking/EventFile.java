package io.streambed.trainer.tracking;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** One file of events, which only grows. Readers take the files of a folder by their names. */
final class EventFile implements AutoCloseable {
  private final OutputStream out;

  private EventFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a new file in {@code folder}, which is made if need be.
   *
   * @param step at which the session goes on
   */
  static EventFile begin(Path folder, Instant now, long step) throws IOException {
    Files.createDirectories(folder);
    OutputStream out = null;
    for (int attempt = 0; out == null; attempt++) {
      // In the order of their names the files must follow each other in time.
      Path file =
          folder.resolve(
              "events.out.tfevents.%010d.streambed.%03d".formatted(now.getEpochSecond(), attempt));
      out = Files.exists(file) ? null : Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    }
    EventFile begun = new EventFile(out);
    out.write(EventCodec.version(now));
    out.write(EventCodec.start(now, step));
    return begun;
  }

  void append(List<Point> points) throws IOException {
    for (Point point : points) {
      out.write(EventCodec.scalar(point));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
