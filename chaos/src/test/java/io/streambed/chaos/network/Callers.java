package io.streambed.chaos.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which process a connection on this machine comes from, as the kernel tells in {@code /proc}: so
 * one proxy can part some processes from a broker and leave others.
 */
public final class Callers {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));

  private final Map<String, Supplier<Optional<Long>>> known = new ConcurrentHashMap<>();

  /** Whether this system tells. */
  public static boolean areTold() {
    return Files.isReadable(TABLES.get(1)) && Files.isDirectory(Path.of("/proc/self/fd"));
  }

  /** From now on {@code name} is the process whose number {@code pid} gives. */
  public void know(String name, Supplier<Optional<Long>> pid) {
    known.put(name, pid);
  }

  /** The name of who connected from {@code port} to {@code toPort}; "" for others. */
  String of(int port, int toPort) {
    Optional<String> inode =
        TABLES.stream().flatMap(t -> inode(t, port, toPort).stream()).findFirst();
    if (inode.isEmpty()) {
      return "";
    }
    String socket = "socket:[" + inode.get() + "]";
    return known.entrySet().stream()
        .filter(one -> one.getValue().get().filter(pid -> holds(pid, socket)).isPresent())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static Optional<String> inode(Path table, int port, int toPort) {
    String from = String.format(Locale.ROOT, ":%04X", port);
    String to = String.format(Locale.ROOT, ":%04X", toPort);
    try {
      for (String line : Files.readAllLines(table)) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length > 9 && fields[1].endsWith(from) && fields[2].endsWith(to)) {
          return Optional.of(fields[9]);
        }
      }
    } catch (IOException absent) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean holds(long pid, String socket) {
    Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path one : all) {
        if (pointsTo(one, socket)) {
          return true;
        }
      }
    } catch (IOException gone) {
      return false;
    }
    return false;
  }

  private static boolean pointsTo(Path descriptor, String socket) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(socket);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
