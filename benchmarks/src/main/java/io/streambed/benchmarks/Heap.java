package io.streambed.benchmarks;

import java.lang.management.ManagementFactory;

/** What this process keeps. */
final class Heap {

  private Heap() {}

  /** Bytes in use once garbage was collected. */
  static long bytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
