package io.streambed.chaos.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int TERMINATED = 143;

  @TempDir Path directory;

  @Test
  void aPausedProcessStandsStillUntilItIsResumed() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "needs /proc");
    try (Jvm ticker = Ticker.start("ticker", directory.resolve("out"))) {
      ticker.awaitLine("here", LIMIT);
      ticker.pause();
      assertEquals("T", state(ticker));
      ticker.resume();
      assertFalse(state(ticker).equals("T"));

      ticker.terminate();
      assertEquals(TERMINATED, ticker.awaitEnd(LIMIT));
    }
  }

  @Test
  void whatItSaidIsShownWhenItDoesNotSayWhatIsExpected() throws Exception {
    try (Jvm ticker = Ticker.start("ticker", directory.resolve("out"))) {
      ticker.awaitLine("here", LIMIT);
      ticker.kill();
      String message =
          String.valueOf(
              assertThrows(AssertionError.class, () -> ticker.awaitLine("elsewhere", LIMIT))
                  .getMessage());

      assertTrue(message.startsWith("expected of ticker a line with 'elsewhere'"), message);
      assertTrue(message.endsWith("said last:\nhere"), message);
    }
  }

  @Test
  void whenTheOneThatStartedItIsKilledItEndsEvenWhileItStandsStill() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/comm")), "needs /proc");
    try (Jvm parent =
        Ticker.start(
            "parent", directory.resolve("out"), "parent", directory.resolve("child").toString())) {
      String line = parent.awaitLine("child ", LIMIT);
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(line.substring("child ".length()))).orElseThrow();
      new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();

      parent.kill();

      child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static String state(Jvm jvm) throws Exception {
    String stat = Files.readString(Path.of("/proc", Long.toString(jvm.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  }
}
