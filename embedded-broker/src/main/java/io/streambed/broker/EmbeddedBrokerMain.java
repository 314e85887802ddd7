package io.streambed.broker;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The embedded broker in a process of its own: {@code EmbeddedBrokerMain DIRECTORY [PORT]
 * [--with-parent]}. Prints {@code ready HOST:PORT} when it serves. Ends on SIGTERM or SIGINT, and
 * with {@code --with-parent} also when the process that started it ends.
 *
 * <p>Exit status: 0 stopped, 1 did not start, 2 wrong usage.
 */
public final class EmbeddedBrokerMain {
  private static final String WITH_PARENT = "--with-parent";

  private EmbeddedBrokerMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> values = Arrays.stream(arguments).filter(a -> !a.startsWith("--")).toList();
    List<String> options = Arrays.stream(arguments).filter(a -> a.startsWith("--")).toList();
    if (values.isEmpty() || values.size() > 2 || !List.of(WITH_PARENT).containsAll(options)) {
      fail(2, "usage: EmbeddedBrokerMain DIRECTORY [PORT] [" + WITH_PARENT + "]");
    }
    if (!options.isEmpty()) {
      ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(() -> System.exit(0)));
    }
    try {
      int port = values.size() == 2 ? Integer.parseInt(values.get(1)) : 0;
      EmbeddedBroker broker =
          EmbeddedBroker.start(new EmbeddedBrokerSettings(Path.of(values.get(0)), port));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
      System.out.println("ready " + broker.bootstrapServers());
    } catch (BrokerStartException e) {
      fail(1, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      fail(2, String.valueOf(e.getMessage()));
    }
    new CountDownLatch(1).await();
  }

  private static void fail(int status, String message) {
    System.err.println(message);
    System.exit(status);
  }
}
