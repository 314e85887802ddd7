package io.streambed.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Kafka settings of a broker, alone or one of several: small, loopback only. */
final class BrokerProperties {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = "PLAINTEXT";

  private BrokerProperties() {}

  /** Of one that is alone: a single copy of everything. */
  static Map<String, String> alone(Path logs, int port, int controllerPort) {
    String voter = NODE + "@" + LoopbackPort.HOST + ":" + controllerPort;
    Map<String, String> all = shared(logs, NODE, port, port, controllerPort, voter);
    all.putAll(copies(1, 1));
    return Map.copyOf(all);
  }

  /** Of one of several. */
  static Map<String, String> among(ClusterPlace place, Path logs, int port) {
    int advertised = place.advertisedPort() == 0 ? port : place.advertisedPort();
    Map<String, String> all =
        shared(logs, place.node(), port, advertised, place.controllerPort(), place.voters());
    all.putAll(copies(place.copies(), place.acknowledgements()));
    all.putAll(PATIENT);
    return Map.copyOf(all);
  }

  private static Map<String, String> shared(
      Path logs, int node, int port, int advertisedPort, int controllerPort, String voters) {
    Map<String, String> all = new HashMap<>(SMALL);
    all.putAll(PROMPT);
    String host = LoopbackPort.HOST + ":";
    String clients = CLIENTS + "://" + host;
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(node));
    all.put("listeners", clients + port + "," + CONTROLLER + "://" + host + controllerPort);
    all.put("advertised.listeners", clients + advertisedPort);
    all.put("controller.listener.names", CONTROLLER);
    all.put("listener.security.protocol.map", CONTROLLER + ":PLAINTEXT," + CLIENTS + ":PLAINTEXT");
    all.put("inter.broker.listener.name", CLIENTS);
    all.put("controller.quorum.voters", voters);
    all.put("log.dirs", logs.toString());
    all.put("auto.create.topics.enable", "false");
    return all;
  }

  private static Map<String, String> copies(int copies, int acknowledgements) {
    String all = Integer.toString(copies);
    String some = Integer.toString(acknowledgements);
    return Map.of(
        "default.replication.factor", all,
        "min.insync.replicas", some,
        "offsets.topic.replication.factor", all,
        "transaction.state.log.replication.factor", all,
        "transaction.state.log.min.isr", some,
        "share.coordinator.state.topic.replication.factor", all,
        "share.coordinator.state.topic.min.isr", some);
  }

  /** With Kafka's defaults here the idle heap is 159 MB instead of 34 MB. */
  private static final Map<String, String> SMALL =
      Map.of(
          "offsets.topic.num.partitions", "3",
          "transaction.state.log.num.partitions", "3",
          "share.coordinator.state.topic.num.partitions", "3",
          "log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20),
          "num.network.threads", "2",
          "num.io.threads", "4",
          "log.index.size.max.bytes", Integer.toString(1 << 20));

  /** A restart after a kill waits for the old registration to expire: 2 s here, 9 s by default. */
  private static final Map<String, String> PROMPT =
      Map.of(
          "broker.session.timeout.ms", "2000",
          "broker.heartbeat.interval.ms", "500",
          "group.initial.rebalance.delay.ms", "0",
          "group.min.session.timeout.ms", "1000",
          "server.max.startup.time.ms", "60000");

  /**
   * Several brokers on a busy machine take each other for dead at 2 s; a copy that lags is given up
   * after 10 s instead of 30, since writers wait for it.
   */
  private static final Map<String, String> PATIENT =
      Map.of(
          "broker.session.timeout.ms", "6000",
          "broker.heartbeat.interval.ms", "1000",
          "replica.lag.time.max.ms", "10000",
          "server.max.startup.time.ms", "300000");
}
