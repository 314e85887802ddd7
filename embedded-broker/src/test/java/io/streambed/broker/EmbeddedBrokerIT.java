package io.streambed.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {
  @TempDir Path directory;

  @Test
  void aRestartedBrokerHasItsDataAtTheSameAddress() throws Exception {
    String address;
    try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0))) {
      address = broker.bootstrapServers();
      Client client = new Client(address);
      client.createTopic();
      client.produce("one", "two");
      assertEquals(List.of("one", "two"), client.consume(2));
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0))) {
      assertEquals(address, broker.bootstrapServers());
      assertEquals(Optional.of(address), BrokerAddress.in(directory));
      Client client = new Client(address);
      client.produce("three");
      assertEquals(List.of("one", "two", "three"), client.consume(3));
    }
  }

  @Test
  void aSecondBrokerOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0))) {
      String message = refusal(new EmbeddedBrokerSettings(directory, 0));

      assertTrue(message.contains(directory.toString()), message);
      assertTrue(message.contains("process " + ProcessHandle.current().pid()), message);
      new Client(broker.bootstrapServers()).createTopic();
    }
  }

  @Test
  void aTakenPortThatWasAskedForIsRefused() throws Exception {
    try (ServerSocket user = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.HOST))) {
      String message = refusal(new EmbeddedBrokerSettings(directory, user.getLocalPort()));

      assertTrue(message.startsWith("Port " + user.getLocalPort()), message);
    }
  }

  @Test
  void aRememberedPortThatAnotherProgramTookIsReplaced() throws Exception {
    try (ServerSocket user = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPort.HOST))) {
      String taken = LoopbackPort.HOST + ":" + user.getLocalPort();
      BrokerAddress.write(directory, taken);

      try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0))) {
        assertTrue(!broker.bootstrapServers().equals(taken));
        assertEquals(Optional.of(broker.bootstrapServers()), BrokerAddress.in(directory));
      }
    }
  }

  @Test
  void aDiskThatIsTooFullIsRefusedBeforeAnyWork() {
    String message = refusal(new EmbeddedBrokerSettings(directory, 0, Long.MAX_VALUE));

    assertTrue(message.contains("expected at least"), message);
    assertTrue(Files.notExists(directory.resolve("logs")));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    String message = refusal(new EmbeddedBrokerSettings(file.resolve("data"), 0));

    assertTrue(message.startsWith("Cannot write to " + file.resolve("data")), message);
  }

  @Test
  void aDirectoryThatHoldsSomethingElseIsRefusedAndReleased() throws Exception {
    Files.createDirectories(directory.resolve("logs"));

    String message = refusal(new EmbeddedBrokerSettings(directory, 0));

    assertTrue(message.contains("did not start"), message);
    BrokerDirectory.open(new EmbeddedBrokerSettings(directory, 0)).close();
  }

  private static String refusal(EmbeddedBrokerSettings settings) {
    return String.valueOf(
        assertThrows(BrokerStartException.class, () -> EmbeddedBroker.start(settings).close())
            .getMessage());
  }
}
