package io.streambed.chaos.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Says that it is there and stays; with an argument it has a child that does, too. */
final class Ticker {
  private Ticker() {}

  /** {@code parent FILE}, FILE for the child's output; or nothing. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      Jvm child = start("child", Path.of(arguments[1]));
      System.out.println("child " + child.pid());
    }
    System.out.println("here");
    new CountDownLatch(1).await();
  }

  static Jvm start(String name, Path log, String... arguments) throws Exception {
    List<String> command =
        List.of("-Xmx64m", "-cp", System.getProperty("java.class.path"), Ticker.class.getName());
    return Jvm.start(
        name, log, Map.of(), Stream.concat(command.stream(), Arrays.stream(arguments)).toList());
  }
}
