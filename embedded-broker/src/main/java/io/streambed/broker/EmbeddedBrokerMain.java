package io.streambed.broker;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * The embedded broker in a process of its own: {@code EmbeddedBrokerMain DIRECTORY [PORT]
 * [--with-parent] [--cluster=NODE/PORT,PORT,... [--advertise=PORT]]}. Prints {@code ready
 * HOST:PORT} when it serves. Ends on SIGTERM or SIGINT, and with {@code --with-parent} also when
 * the process that started it ends.
 *
 * <p>With {@code --cluster} it is node NODE, from 1, of a cluster whose controllers listen at the
 * ports that follow; {@code --advertise} says where it is to be reached, such as a proxy's port.
 *
 * <p>Exit status: 0 stopped, 1 did not start, 2 wrong usage.
 */
public final class EmbeddedBrokerMain {
  private static final String WITH_PARENT = "--with-parent";
  private static final String CLUSTER = "--cluster=";
  private static final String ADVERTISE = "--advertise=";
  private static final String USAGE =
      "usage: EmbeddedBrokerMain DIRECTORY [PORT] [%s] [%sNODE/PORT,PORT,... [%sPORT]]"
          .formatted(WITH_PARENT, CLUSTER, ADVERTISE);

  private static final Predicate<String> KNOWN =
      option ->
          option.equals(WITH_PARENT)
              || option.matches(CLUSTER + "\\d+/\\d+(,\\d+)*")
              || option.matches(ADVERTISE + "\\d+");

  private EmbeddedBrokerMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> values = Arrays.stream(arguments).filter(a -> !a.startsWith("--")).toList();
    List<String> options = Arrays.stream(arguments).filter(a -> a.startsWith("--")).toList();
    if (values.isEmpty() || values.size() > 2 || !options.stream().allMatch(KNOWN::test)) {
      fail(2, USAGE);
    }
    if (options.contains(WITH_PARENT)) {
      ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(() -> System.exit(0)));
    }
    try {
      int port = values.size() == 2 ? Integer.parseInt(values.get(1)) : 0;
      EmbeddedBrokerSettings settings = new EmbeddedBrokerSettings(Path.of(values.get(0)), port);
      EmbeddedBroker broker =
          place(options)
              .map(place -> EmbeddedBroker.start(settings, place))
              .orElseGet(() -> EmbeddedBroker.start(settings));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
      System.out.println("ready " + broker.bootstrapServers());
    } catch (BrokerStartException e) {
      fail(1, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      fail(2, String.valueOf(e.getMessage()));
    }
    new CountDownLatch(1).await();
  }

  private static Optional<ClusterPlace> place(List<String> options) {
    int advertised = value(options, ADVERTISE).map(Integer::valueOf).orElse(0);
    return value(options, CLUSTER)
        .map(
            text -> {
              int slash = text.indexOf('/');
              List<Integer> ports =
                  Arrays.stream(text.substring(slash + 1).split(",", -1))
                      .map(Integer::valueOf)
                      .toList();
              return new ClusterPlace(
                  Integer.parseInt(text.substring(0, slash)), ports, advertised);
            });
  }

  private static Optional<String> value(List<String> options, String name) {
    return options.stream()
        .filter(option -> option.startsWith(name))
        .map(option -> option.substring(name.length()))
        .findFirst();
  }

  private static void fail(int status, String message) {
    System.err.println(message);
    System.exit(status);
  }
}
