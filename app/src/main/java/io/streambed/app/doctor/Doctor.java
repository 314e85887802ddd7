package io.streambed.app.doctor;

import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The checks, cheapest first. */
public final class Doctor {
  private static final long LEAST_HEAP = 900L << 20;
  private static final long LEAST_DISK = 2L << 30;
  private static final int LEAST_JAVA = 17;

  private Doctor() {}

  /**
   * Looks at everything; the last two checks take seconds.
   *
   * @param directory an empty one to work in
   * @param environment of this process
   */
  public static Stream<Finding> examine(Path directory, Map<String, String> environment) {
    return Stream.<Supplier<Finding>>of(
            Doctor::java,
            Doctor::memory,
            Doctor::processors,
            () -> threads(environment),
            () -> disk(directory),
            Doctor::ports,
            () -> broker(directory.resolve("broker")),
            EngineCheck::run)
        .map(Supplier::get);
  }

  private static Finding java() {
    String found = "%s, %s".formatted(Runtime.version(), System.getProperty("java.home"));
    return Runtime.version().feature() >= LEAST_JAVA
        ? Finding.well("Java", found)
        : Finding.wrong("Java", found, "install a JDK of version 17 or newer, set JAVA_HOME to it");
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String found = "%d MiB of heap".formatted(heap >> 20);
    return heap >= LEAST_HEAP
        ? Finding.well("memory", found)
        : Finding.wrong("memory", found, "give more with STREAMBED_JAVA_OPTIONS=-Xmx2g");
  }

  private static Finding processors() {
    int count = Runtime.getRuntime().availableProcessors();
    return count >= 2
        ? Finding.well("processors", Integer.toString(count))
        : Finding.wrong(
            "processors",
            Integer.toString(count),
            "works, slowly: trainer and simulators share one");
  }

  private static Finding threads(Map<String, String> environment) {
    String threads = environment.getOrDefault("OMP_NUM_THREADS", "not set");
    return threads.equals("1")
        ? Finding.well("engine threads", "OMP_NUM_THREADS=1")
        : Finding.wrong(
            "engine threads",
            "OMP_NUM_THREADS is " + threads,
            "start with ./streambed, or set OMP_NUM_THREADS=1 and OMP_WAIT_POLICY=passive");
  }

  private static Finding disk(Path directory) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      String found =
          String.format(Locale.ROOT, "%.1f GiB free at %s", free / (double) (1 << 30), directory);
      return free >= LEAST_DISK
          ? Finding.well("disk", found)
          : Finding.wrong("disk", found, "free 2 GiB, or choose another disk with --data DIR");
    } catch (IOException problem) {
      return Finding.wrong("disk", problem.toString(), "choose another directory with --data DIR");
    }
  }

  private static Finding ports() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Finding.well("ports", "loopback port %d is free".formatted(socket.getLocalPort()));
    } catch (IOException problem) {
      return Finding.wrong(
          "ports", problem.toString(), "let this process listen on the loopback interface");
    }
  }

  private static Finding broker(Path directory) {
    long start = System.nanoTime();
    try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0))) {
      return Finding.well(
          "broker",
          String.format(
              Locale.ROOT,
              "an embedded one started in %.1f s at %s",
              (System.nanoTime() - start) / 1e9,
              broker.bootstrapServers()));
    } catch (RuntimeException problem) {
      return Finding.wrong(
          "broker", String.valueOf(problem.getMessage()), "mend that, or use another with --kafka");
    }
  }
}
