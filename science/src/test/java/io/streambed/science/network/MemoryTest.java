package io.streambed.science.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Resident memory of a process of its own, whose heap is fixed and touched from the start, so that
 * all growth is native. Linux tells it; elsewhere these tests are skipped.
 */
class MemoryTest {

  /**
   * Steps leave compiled code and the allocator's pools behind; one array a step would be far more.
   */
  private static final double LARGEST_GROWTH = 32;

  @Test
  void twoThousandStepsLeaveMemoryFlat() throws Exception {
    assertFlat(1_000, 2_000);
  }

  @Test
  @Tag("slow")
  void twentyThousandStepsLeaveMemoryFlat() throws Exception {
    assertFlat(4_000, 20_000);
  }

  private static void assertFlat(int warmUp, int steps) throws IOException, InterruptedException {
    assumeTrue(Files.exists(TrainingSoak.STATUS));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingSoak.class.getName(),
                String.valueOf(warmUp),
                String.valueOf(steps))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> output =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), String.join("\n", output));
    String[] figures = output.get(output.size() - 1).split(" ", -1);
    double before = Double.parseDouble(figures[0]);
    double after = Double.parseDouble(figures[1]);
    System.out.printf(
        "%d steps: resident %.0f -> %.0f MiB, 256 of it heap, in use %s -> %s MiB%n",
        steps, before, after, figures[2], figures[3]);
    long heapGrowth = Long.parseLong(figures[3]) - Long.parseLong(figures[2]);
    assertTrue(heapGrowth <= 2, "the heap grew by " + heapGrowth + " MiB");
    assertTrue(after - before < LARGEST_GROWTH, "grew by " + (after - before) + " MiB");
  }
}
