package io.streambed.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BrokerClusterIT {
  private static final int COPIES = 3;

  @TempDir Path directory;

  @Test
  void oneOfThreeMayBeKilledAndWhatWasAcknowledgedIsThere() throws Exception {
    List<Integer> controllers = freePorts();
    List<Integer> clients = freePorts();
    String bootstrap =
        clients.stream()
            .map(port -> LoopbackPort.HOST + ":" + port)
            .collect(Collectors.joining(","));
    try (Sibling one = start(1, clients, controllers);
        Sibling two = start(2, clients, controllers);
        Sibling three = start(3, clients, controllers)) {
      one.awaitLine("ready ");
      two.awaitLine("ready ");
      three.awaitLine("ready ");
      new Client(bootstrap).createTopic(COPIES);
      new Client(bootstrap).produce("one", "two");

      two.kill();

      new Client(bootstrap).produce("three");
      assertEquals(List.of("one", "two", "three"), new Client(bootstrap).consume(3));
      try (Sibling again = start(2, clients, controllers)) {
        assertEquals(LoopbackPort.HOST + ":" + clients.get(1), again.awaitLine("ready "));
        again.kill();
      }
      // The last ones of a cluster wait long for others that would take over what they lead.
      one.kill();
      three.kill();
    }
  }

  @Test
  void aNodeThatIsNotInTheListOfControllersIsRefused() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ClusterPlace(4, List.of(21001, 21002, 21003), 0))
                .getMessage());

    assertEquals(
        "expected a node of 1 to 3, as many as there are controller ports, got 4", message);
  }

  private Sibling start(int node, List<Integer> clients, List<Integer> controllers)
      throws IOException {
    String ports = controllers.stream().map(String::valueOf).collect(Collectors.joining(","));
    return Sibling.start(
        directory.resolve("broker-" + node),
        Integer.toString(clients.get(node - 1)),
        "--cluster=%d/%s".formatted(node, ports));
  }

  private static List<Integer> freePorts() {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < COPIES) {
      int port = LoopbackPort.free();
      if (!ports.contains(port)) {
        ports.add(port);
      }
    }
    return ports;
  }
}
