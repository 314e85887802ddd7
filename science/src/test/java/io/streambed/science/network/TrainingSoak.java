package io.streambed.science.network;

import io.streambed.science.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Trains and prints resident memory after the warm-up, at the end, and the heap in use, in MiB. */
final class TrainingSoak {
  static final Path STATUS = Path.of("/proc/self/status");

  private TrainingSoak() {}

  public static void main(String[] arguments) throws IOException {
    int warmUp = Integer.parseInt(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    SmallTask task = SmallTask.gaussian(2);
    Learner learner = task.learner(SmallTask.settings(), SmallTask.training(steps), 1);
    List<Outcome.Pair> batch = task.pairs(16, 1);
    for (int step = 0; step < warmUp; step++) {
      learner.step(batch);
    }
    double before = resident();
    long heapBefore = heap();
    for (int step = 0; step < steps; step++) {
      learner.step(batch);
    }
    double after = resident();
    System.out.println(before + " " + after + " " + heapBefore + " " + heap());
  }

  /** In use after a collection, MiB. */
  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static double resident() throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
