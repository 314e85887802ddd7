package io.streambed.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * The place of a broker in a cluster on this machine, each node broker and controller at once. Each
 * record is kept by up to three of them, and acknowledged by all but one.
 *
 * @param node number of this one, from 1
 * @param controllerPorts where the controllers of nodes 1, 2, ... listen, 1 to 65535; the same list
 *     in all nodes
 * @param advertisedPort where clients and the other brokers are told to reach this one, such as
 *     that of a proxy; 0 where it listens
 */
public record ClusterPlace(int node, List<Integer> controllerPorts, int advertisedPort) {
  private static final long FAMILY = 0x53747265616d6265L;
  private static final int COPIES = 3;

  public ClusterPlace {
    controllerPorts = List.copyOf(controllerPorts);
    if (node < 1 || node > controllerPorts.size()) {
      throw new IllegalArgumentException(
          "expected a node of 1 to %d, as many as there are controller ports, got %d"
              .formatted(controllerPorts.size(), node));
    }
    if (advertisedPort < 0
        || advertisedPort > 65535
        || controllerPorts.stream().anyMatch(port -> port < 1 || port > 65535)) {
      throw new IllegalArgumentException(
          "expected controller ports of 1 to 65535 and an advertised one of 0 to 65535, got %s and %d"
              .formatted(controllerPorts, advertisedPort));
    }
  }

  /** Of a broker without others. */
  static ClusterPlace alone(int controllerPort) {
    return new ClusterPlace(1, List.of(controllerPort), 0);
  }

  boolean isAlone() {
    return controllerPorts.size() == 1;
  }

  int controllerPort() {
    return controllerPorts.get(node - 1);
  }

  /** As Kafka writes it: {@code 1@host:port,2@host:port,...}. */
  String voters() {
    return IntStream.rangeClosed(1, controllerPorts.size())
        .mapToObj(n -> "%d@%s:%d".formatted(n, LoopbackPort.HOST, controllerPorts.get(n - 1)))
        .collect(Collectors.joining(","));
  }

  /** Made of the controllers' ports, so that all nodes know it without asking. */
  String clusterId() {
    return new Uuid(FAMILY, controllerPorts.hashCode()).toString();
  }

  int copies() {
    return Math.min(COPIES, controllerPorts.size());
  }

  /** Copies that acknowledge a record before its writer hears of it. */
  int acknowledgements() {
    return Math.max(1, copies() - 1);
  }
}
