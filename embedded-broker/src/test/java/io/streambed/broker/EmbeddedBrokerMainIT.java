package io.streambed.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedBrokerMainIT {
  @TempDir Path directory;

  @Test
  void aKilledBrokerKeepsWhatItAcknowledgedAndComesBackAtItsAddress() throws Exception {
    String address;
    try (Sibling sibling = Sibling.start(directory)) {
      address = sibling.awaitLine("ready ");
      new Client(address).createTopic();
      new Client(address).produce("one", "two", "three");
      sibling.kill();
    }

    try (Sibling sibling = Sibling.start(directory)) {
      assertEquals(address, sibling.awaitLine("ready "));
      assertEquals(List.of("one", "two", "three"), new Client(address).consume(3));
    }
  }

  @Test
  void aBrokerOnADirectoryInUseEndsWithOneLineAndStatusOne() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(new EmbeddedBrokerSettings(directory, 0));
        Sibling sibling = Sibling.start(directory)) {
      sibling.awaitLine("The data directory " + directory + " is in use");
      assertEquals(1, sibling.exitStatus());
      assertEquals(Optional.of(broker.bootstrapServers()), BrokerAddress.in(directory));
    }
  }

  @Test
  void anUnknownOptionIsWrongUsage() throws Exception {
    try (Sibling sibling = Sibling.start(directory, "--fast")) {
      sibling.awaitLine("usage:");
      assertEquals(2, sibling.exitStatus());
    }
  }
}
