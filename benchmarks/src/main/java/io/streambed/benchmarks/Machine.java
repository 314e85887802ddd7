package io.streambed.benchmarks;

import java.lang.management.ManagementFactory;

/**
 * Where a figure was measured.
 *
 * @param processors that this process may use
 * @param java version of the runtime
 * @param system operating system and architecture
 * @param load average of the last minute when asked, runnable threads; negative where unknown
 */
record Machine(int processors, String java, String system, double load) {

  /** This one, now. */
  static Machine here() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().toString(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  @Override
  public String toString() {
    return "%d processors, Java %s, %s, load %.1f".formatted(processors, java, system, load);
  }
}
