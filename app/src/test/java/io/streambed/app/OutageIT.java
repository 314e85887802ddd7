package io.streambed.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.process.Program;
import io.streambed.broker.EmbeddedBroker;
import io.streambed.broker.EmbeddedBrokerSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node and a broker that comes, goes and comes again. */
class OutageIT {
  @TempDir Path directory;

  @Test
  void aNodeWaitsInSightForItsBrokerAndGoesOnByItself() throws Exception {
    String experiment = TinyExperiment.write(directory, 20_000).toString();
    EmbeddedBrokerSettings broker =
        new EmbeddedBrokerSettings(directory.resolve("broker"), freePort());
    String address = "127.0.0.1:" + broker.port();
    String[] run = {
      "run", experiment, "--kafka", address, "--data", directory.resolve("node").toString()
    };
    try (Program node = Program.start(run)) {
      node.await("no broker has answered for");
      try (EmbeddedBroker first = EmbeddedBroker.start(broker)) {
        assertEquals(address, first.bootstrapServers());
        node.await("model 1");
      }
      node.await("no broker has answered for");
      try (EmbeddedBroker second = EmbeddedBroker.start(broker)) {
        assertEquals(address, second.bootstrapServers());
        node.await("steps/s");
        node.stop();

        assertEquals(Program.TERMINATED, node.end(), node.said());
        assertTrue(node.said().contains("Stopped. The same command goes on"), node.said());
      }
    }
  }

  @Test
  void aNodeThatIsAskedToStopWhileItWaitsStops() throws Exception {
    String experiment = TinyExperiment.write(directory).toString();
    String data = directory.resolve("node").toString();
    String[] run = {"run", experiment, "--data", data, "--kafka", "127.0.0.1:" + freePort()};
    try (Program node = Program.start(run)) {
      node.await("no broker has answered for");
      node.stop();

      assertEquals(Program.TERMINATED, node.end(), node.said());
    }
  }

  @Test
  void anAddressWithoutAPortIsRefusedAtOnce() throws Exception {
    String experiment = TinyExperiment.write(directory).toString();
    Ran ran = Ran.of("run", experiment, "--data", directory.toString(), "--kafka", "localhost");
    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("expected HOST:PORT,... as brokers, got localhost"), ran.err());
  }

  private static int freePort() throws java.io.IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
