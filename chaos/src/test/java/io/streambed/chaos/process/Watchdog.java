package io.streambed.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends every process that was started here when this one ends, also by SIGKILL, and also those that
 * stand still: a shell waits for that and kills the ones whose numbers stand in a file.
 */
public final class Watchdog {
  /** Looks at the program too: a number may have been given anew. */
  private static final String SCRIPT =
      """
      while kill -0 "$1" 2>/dev/null; do sleep 1; done
      while read -r pid; do
        [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = java ] && kill -9 "$pid" 2>/dev/null
      done < "$2"
      rm -f "$2"
      """;

  private static final Set<ProcessHandle> GUARDED = ConcurrentHashMap.newKeySet();
  private static @Nullable Path list;

  private Watchdog() {}

  static synchronized void guard(ProcessHandle process) {
    try {
      Path file = list == null ? watch() : list;
      GUARDED.add(process);
      process.onExit().thenRun(() -> forget(process));
      write(file);
    } catch (IOException e) {
      process.destroyForcibly();
      throw new UncheckedIOException("cannot guard process " + process.pid(), e);
    }
  }

  private static Path watch() throws IOException {
    Path file = Files.createTempFile("streambed-chaos", ".pids");
    list = file;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> GUARDED.forEach(ProcessHandle::destroyForcibly), "chaos-end"));
    String own = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("sh", "-c", SCRIPT, "watchdog", own, file.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    return file;
  }

  private static synchronized void forget(ProcessHandle process) {
    GUARDED.remove(process);
    try {
      if (list != null) {
        write(list);
      }
    } catch (IOException ignored) {
      // The shell then meets a number that is gone, which it leaves alone.
    }
  }

  private static void write(Path file) throws IOException {
    StringBuilder numbers = new StringBuilder();
    GUARDED.forEach(process -> numbers.append(process.pid()).append('\n'));
    Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), numbers);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
