package io.streambed.science.network;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streambed.science.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Resident memory of the process, which Linux tells; elsewhere these tests are skipped. */
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void twoThousandStepsLeaveMemoryFlat() throws IOException {
    assertFlat(500, 2_000);
  }

  @Test
  @Tag("slow")
  void twentyThousandStepsLeaveMemoryFlat() throws IOException {
    assertFlat(2_000, 20_000);
  }

  private static void assertFlat(int warmUp, int steps) throws IOException {
    assumeTrue(Files.exists(STATUS));
    SmallTask task = SmallTask.gaussian(2);
    Learner learner = task.learner(SmallTask.settings(), SmallTask.training(steps), 1);
    List<Outcome.Pair> batch = task.pairs(16, 1);
    for (int step = 0; step < warmUp; step++) {
      learner.step(batch);
    }
    double before = outsideHeap();
    for (int step = 0; step < steps; step++) {
      learner.step(batch);
    }
    double after = outsideHeap();
    Runtime runtime = Runtime.getRuntime();
    double heap = (runtime.totalMemory() - runtime.freeMemory()) / 0x1p20;
    System.out.printf(
        "%d steps: outside the heap %.0f -> %.0f MiB; heap in use %.0f MiB%n",
        steps, before, after, heap);
    // Unscoped, a step would keep some 0.3 MiB: 600 MiB over 2,000 steps.
    assertTrue(after - before < 100, "grew by " + (after - before) + " MiB");
  }

  private static double outsideHeap() throws IOException {
    System.gc();
    System.gc();
    return resident() - Runtime.getRuntime().totalMemory() / 0x1p20;
  }

  private static double resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
