package io.streambed.chaos.site;

import io.streambed.chaos.network.Callers;
import io.streambed.chaos.network.Link;
import io.streambed.chaos.network.Proxy;
import io.streambed.chaos.network.Weather;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the trainers of a cluster reach each other: through a proxy each, whose port they announce.
 * A single trainer has none.
 */
final class Seats implements AutoCloseable {
  /** Of two the survivor could not tell whether the other is dead. */
  private static final int LEAST = 3;

  /**
   * @param port where its process listens; the proxy stands before it
   * @param managementPort where it is found when a cluster forms
   */
  private record Seat(Proxy proxy, int port, int managementPort) {}

  private final Map<String, Seat> seats = new LinkedHashMap<>();

  private Seats() {}

  static Seats open(int trainers, Ports ports, Callers callers, Weather weather)
      throws IOException {
    Seats all = new Seats();
    for (int n = 1; trainers >= LEAST && n <= trainers; n++) {
      int port = ports.next();
      Proxy proxy = Proxy.start(ports.next(), "trainer-" + n, port, callers, weather);
      all.seats.put("trainer-" + n, new Seat(proxy, port, ports.next()));
    }
    return all;
  }

  Map<String, String> environment(String name) {
    Seat seat = seats.get(name);
    if (seat == null) {
      return Map.of();
    }
    return Map.of(
        "STREAMBED_CLUSTER", "true",
        "STREAMBED_CHECKPOINT_STORE", "topic",
        "STREAMBED_CLUSTER_MEMBERS", Integer.toString(seats.size()),
        "STREAMBED_CLUSTER_PORT", Integer.toString(seat.proxy().port()),
        "STREAMBED_CLUSTER_MANAGEMENT_PORT", Integer.toString(seat.managementPort()),
        "STREAMBED_CLUSTER_CONTACT_POINTS",
            seats.values().stream()
                .map(one -> "127.0.0.1:" + one.managementPort())
                .collect(Collectors.joining(",")));
  }

  /** System properties: it listens elsewhere than it announces. */
  List<String> options(String name) {
    Seat seat = seats.get(name);
    return seat == null
        ? List.of()
        : List.of(
            "-Dpekko.remote.artery.bind.hostname=127.0.0.1",
            "-Dpekko.remote.artery.bind.port=" + seat.port());
  }

  /** The ways between {@code name} and the other trainers, from either side. */
  List<Link> links(String name) {
    List<Link> links = new ArrayList<>();
    if (seats.containsKey(name)) {
      seats.keySet().stream()
          .filter(other -> !other.equals(name))
          .forEach(
              other -> {
                links.add(new Link(name, other));
                links.add(new Link(other, name));
              });
    }
    return links;
  }

  @Override
  public void close() throws IOException {
    for (Seat seat : seats.values()) {
      seat.proxy().close();
    }
  }
}
