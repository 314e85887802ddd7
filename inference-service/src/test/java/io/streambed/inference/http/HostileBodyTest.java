package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the body of a request, it is an observation or a problem that says why not. */
class HostileBodyTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final List<Integer> REFUSALS = List.of(400, 413);
  private static final long MOST_ALLOCATED = 8L << 20;

  private static final byte[] SAMPLE =
      """
      {"id": "o-1", "sensor": "s", "data": [0.5, -1e3], "time": "2026-01-31T12:00:00Z",
       "samples": 100, "deadline_seconds": 0.5}
      """
          .getBytes(StandardCharsets.UTF_8);

  /** What JSON and numbers are made of. */
  private static final byte[] PIECES =
      "[]{}\",:0123456789eE+-.\\\\uD8nulltruefalseNaN ".getBytes(StandardCharsets.UTF_8);

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir static Path directory;

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void changedBodiesAreReadOrRefused() throws IOException {
    feed(20261205, 20_000);
  }

  @Tag("slow")
  @Test
  void manyMoreAreReadOrRefused() throws IOException {
    feed(1, 5_000_000);
  }

  private static void feed(long seed, int count) throws IOException {
    ObservationForm form = new ObservationForm(TestService.of(directory, KIT.system()));
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] body = Arrays.copyOf(SAMPLE, SAMPLE.length - random.nextInt(4));
      for (int change = random.nextInt(6); change >= 0; change--) {
        int at = random.nextInt(body.length);
        body[at] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : PIECES[random.nextInt(PIECES.length)];
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      try {
        form.read(body);
      } catch (ProblemException refused) {
        assertTrue(REFUSALS.contains(refused.problem().status()), refused.toString());
        assertTrue(refused.problem().detail().contains("expected"), refused.toString());
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      String shown = new String(body, StandardCharsets.ISO_8859_1);
      assertTrue(allocated <= MOST_ALLOCATED, allocated + " bytes for " + shown);
    }
  }
}
