package io.streambed.chaos.site;

import io.streambed.chaos.network.Callers;
import io.streambed.chaos.network.Proxy;
import io.streambed.chaos.network.Weather;
import io.streambed.chaos.process.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three brokers, each broker and controller, of which one may be away. Clients and brokers reach a
 * broker through a proxy; controllers reach each other directly.
 */
final class Brokers implements AutoCloseable {
  private static final int COUNT = 3;
  private static final int HEAP_MEBIBYTES = 320;

  private final List<Member> members = new ArrayList<>();
  private final List<Proxy> proxies = new ArrayList<>();

  private Brokers() {}

  static List<String> names() {
    return IntStream.rangeClosed(1, COUNT).mapToObj(n -> "broker-" + n).toList();
  }

  /** Starts them in the background. */
  static Brokers start(
      Path directory, Program program, Ports ports, Callers callers, Weather weather)
      throws IOException {
    Brokers brokers = new Brokers();
    String controllers =
        IntStream.range(0, COUNT)
            .mapToObj(n -> Integer.toString(ports.next()))
            .collect(Collectors.joining(","));
    for (String name : names()) {
      int port = ports.next();
      Proxy proxy = Proxy.start(ports.next(), name, port, callers, weather);
      brokers.proxies.add(proxy);
      List<String> command =
          program.command(
              "io.streambed.broker.EmbeddedBrokerMain",
              HEAP_MEBIBYTES,
              List.of(),
              List.of(
                  directory.resolve(name).toString(),
                  Integer.toString(port),
                  "--with-parent",
                  "--cluster=%s/%s".formatted(name.substring("broker-".length()), controllers),
                  "--advertise=" + proxy.port()));
      Member member =
          new Member(
              name,
              "ready 127.0.0.1",
              () -> Jvm.start(name, directory.resolve(name + ".out"), Map.of(), command));
      callers.know(name, member::pid);
      brokers.members.add(member);
      member.start();
    }
    return brokers;
  }

  List<Member> members() {
    return members;
  }

  /** The addresses of all proxies. */
  String servers() {
    return proxies.stream()
        .map(proxy -> "127.0.0.1:" + proxy.port())
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() throws IOException {
    for (Proxy proxy : proxies) {
      proxy.close();
    }
  }
}
